"""Of a long result, the beginning is shown and how much there is; a short one reads as Java has it."""

from kernel_client import SharedKernelTest

MOST = 60_000  # characters


class Results(SharedKernelTest):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.kernel.run("import java.util.stream.*;\nList<Integer> million = IntStream.range(0, 1_000_000).boxed().toList();")

    def test_of_large_groups_the_first_entries_and_the_size(self):
        numbers = ", ".join(str(i) for i in range(1000))
        for code, begin, end in (
            ("million", f"[{numbers}, … (1,000,000 entries in all)]", ""),
            ("new ArrayList<>(million)", f"[{numbers}, … (1,000,000 entries in all)]", ""),
            ("Collections.synchronizedList(new Vector<>(million))", f"[{numbers}, … (1,000,000 entries in all)]", ""),
            ("million.stream().collect(Collectors.toMap(n -> n, n -> -n))", "{0=0, 1=-1, ", "999=-999, … (1,000,000 entries in all)}"),
            ("new int[1_000_000]", "int[1000000] { 0, 0, ", "0, … (1,000,000 entries in all) }"),
            ("new double[3][500_000]", "double[3][] { double[500000] { 0.0, ", "… (500,000 entries in all) } }"),
            ("Collections.nCopies(1_000_000, million)", f"[[{numbers}, … (1,000,000 entries in all)], [0,", "… (1,000,000 entries in all)]"),
        ):
            with self.subTest(code):
                plain = self.run_ok(code).plain
                self.assertTrue(plain.startswith(begin), plain[:200])
                self.assertTrue(plain.endswith(end), plain[-200:])
                self.assertLess(len(plain), MOST)

    def test_of_a_long_text_the_beginning_and_how_much_is_left_out(self):
        plain = self.run_ok('"x".repeat(10_000_000)').plain
        self.assertEqual(plain, "x" * 50_000 + "\n… (9,950,000 of 10,000,000 characters left out)")
        self.assertEqual(self.run_ok('"x".repeat(50_000)').plain, "x" * 50_000)
        self.assertTrue(self.run_ok('"x" + "😀".repeat(25_000)').plain.endswith("😀\n… (2 of 50,001 characters left out)"))
        self.assertLess(len(self.run_ok('List.of("x".repeat(10_000_000), "y")').plain), MOST)

    def test_a_text_of_its_own_is_kept_and_cut(self):
        self.run_ok(
            """
            class Own extends ArrayList<Integer> { @Override public String toString() { return "mine of " + size(); } }
            class Long extends ArrayList<Integer> { @Override public String toString() { return "ab".repeat(1_000_000); } }
            var own = new Own();
            own.addAll(million);
            """
        )
        self.assert_plain(("own", "mine of 1000000"))
        self.assertRegex(self.run_ok("new Long()").plain, r"^(ab){25000}\n… \(1,950,000 of 2,000,000 characters left out\)$")

    def test_what_is_short_reads_as_java_has_it(self):
        self.run_ok("var all = new ArrayList<Object>(List.of(1, 'c', \"s\", new TreeMap<>(Map.of(\"k\", List.of()))));\nall.add(all); all.add(null);")
        self.assert_plain(
            ("all", "[1, c, s, {k=[]}, (this Collection), null]"),
            ("new Object[] {all, \"a\\n\", 'c', null, new int[] {1}}", 'Object[5] { [1, c, s, {k=[]}, (this Collection), null], "a\\n", \'c\', null, int[1] { 1 } }'),
            ("new int[2][3]", "int[2][] { int[3] { 0, 0, 0 }, int[3] { 0, 0, 0 } }"),
            ("new String[0]", "String[0] {  }"),
            ("Map.of()", "{}"),
            ("new ArrayDeque<>(List.of(1, 2))", "[1, 2]"),
            ("Map.of(1, 2).entrySet()", "[1=2]"),
            ("Optional.of(List.of(1))", "Optional[[1]]"),
            ("million.subList(0, 1000).toString().equals(render(million.subList(0, 1000)).getData().get(\"text/plain\"))", "true"),
        )

    def test_no_more_is_walked_than_shown(self):
        self.run_ok(
            """
            int walked = 0;
            class Endless extends AbstractCollection<Integer> {
                public int size() { return Integer.MAX_VALUE; }
                public Iterator<Integer> iterator() { return Stream.generate(() -> walked++).iterator(); }
            }
            """
        )
        self.assertIn("999, … (2,147,483,647 entries in all)]", self.run_ok("new Endless()").plain)
        self.assertLess(int(self.run_ok("walked").plain), 1003)
        failing = "new AbstractList<Integer>() { public int size() { return 2; } public Integer get(int i) { throw new IllegalStateException(\"torn\"); } }"
        self.assertIn("torn", self.run_error(failing).error)

    def test_what_is_displayed_and_text_beside_other_types(self):
        shown = self.run_ok('display(million); display("*".repeat(1_000_000), "text/markdown");').of_type("display_data")
        self.assertLess(len(shown[0]["data"]["text/plain"]), MOST)
        self.assertEqual(len(shown[1]["data"]["text/markdown"]), 1_000_000)
        self.assertLess(len(shown[1]["data"]["text/plain"]), MOST)
        outcome = self.run_ok("", user_expressions={"e": "million"})
        self.assertLess(len(outcome.reply["user_expressions"]["e"]["data"]["text/plain"]), MOST)
