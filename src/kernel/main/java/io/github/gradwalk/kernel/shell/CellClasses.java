package io.github.gradwalk.kernel.shell;

import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import jdk.jshell.spi.ExecutionControl.EngineTerminationException;
import jdk.jshell.spi.ExecutionControl.InternalException;

/** The classes that cells declare, and those that cells have added to the class path. */
final class CellClasses implements LoaderDelegate {
    private final Loader loader = new Loader();
    private boolean capturing;
    private ClassBytecodes[] captured = {};

    CellClasses() {
        PoolThreads.setLoader(loader);
    }

    ClassLoader loader() {
        return loader;
    }

    /** Work that gives classes to {@link #load}. */
    interface Loading {
        void run() throws Exception;
    }

    /** Returns the classes that would have been loaded, and loads none of them. */
    ClassBytecodes[] capture(Loading loading) throws Exception {
        capturing = true;
        try {
            loading.run();
            return captured;
        } finally {
            capturing = false;
        }
    }

    @Override
    public void load(ClassBytecodes[] classes) throws ClassInstallException {
        if (capturing) {
            captured = classes;
            return;
        }
        final var loaded = new boolean[classes.length];
        for (var given : classes) {
            loader.declared.put(given.name(), given.bytecodes());
        }
        for (int i = 0; i < classes.length; i++) {
            try {
                // Asking for its methods makes the virtual machine check the whole class.
                loader.loadClass(classes[i].name()).getDeclaredMethods();
                loaded[i] = true;
            } catch (ClassNotFoundException | LinkageError e) {
                throw new ClassInstallException("load: " + e.getMessage(), loaded);
            }
        }
    }

    @Override
    public void classesRedefined(ClassBytecodes[] classes) {
        // The loader has defined them already and will not be asked again.
    }

    @Override
    public void addToClasspath(String path) throws EngineTerminationException, InternalException {
        try {
            final var entries = path.split(File.pathSeparator);
            final var urls = new URL[entries.length];
            for (int i = 0; i < entries.length; i++) {
                urls[i] = new File(entries[i]).toURI().toURL();
                loader.addURL(urls[i]);
            }
            loader.services.register(urls, loader);
        } catch (IOException e) {
            throw new InternalException(e.getMessage());
        }
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    private static final class Loader extends URLClassLoader {
        private final Map<String, byte[]> declared = new ConcurrentHashMap<>();
        private final Services services = new Services();

        Loader() {
            super(new URL[0], ClassLoader.getSystemClassLoader());
        }

        /** What cells declare exists nowhere else: asking the parent first would search all its jars, for every cell. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                return declared.containsKey(name) ? findClass(name) : super.loadClass(name, resolve);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            final var code = declared.remove(name);
            return code == null ? super.findClass(name) : defineClass(name, code, 0, code.length);
        }

        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            services.lookedFor(name);
            return super.getResources(name);
        }

        @Override
        protected void addURL(URL url) {
            super.addURL(url);
        }
    }
}
