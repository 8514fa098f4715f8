"""Services that jars bring: they are found by cells, by what cells call, and by the threads that work for cells."""

from kernel_client import KernelTest, SharedKernelTest
from kernel_jars import compiled, packed

DRIVER = """
package test;
import java.sql.*;
import java.util.*;
import java.util.logging.Logger;
public class Driver%(n)s implements Driver {
    static { try { DriverManager.registerDriver(new Driver%(n)s()); } catch (SQLException e) { throw new Error(e); } }
    public boolean acceptsURL(String url) { return url.equals("jdbc:test%(n)s"); }
    public Connection connect(String url, Properties info) {
        return !acceptsURL(url) ? null : (Connection) java.lang.reflect.Proxy.newProxyInstance(Driver%(n)s.class.getClassLoader(),
            new Class<?>[] {Connection.class}, (proxy, method, arguments) -> method.getName().equals("getCatalog") ? "catalogue %(n)s" : null);
    }
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) { return new DriverPropertyInfo[0]; }
    public int getMajorVersion() { return 1; }
    public int getMinorVersion() { return 0; }
    public boolean jdbcCompliant() { return false; }
    public Logger getParentLogger() { return null; }
}
"""

IMAGES = """
package test;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.*;
import javax.imageio.*;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
public class Images extends ImageReaderSpi {
    public Images() {
        super("test", "1", new String[] {"new"}, new String[] {"new"}, new String[0], "", new Class<?>[] {ImageInputStream.class},
            null, false, null, null, null, null, false, null, null, null, null);
    }
    public boolean canDecodeInput(Object source) { return false; }
    public ImageReader createReaderInstance(Object extension) { return null; }
    public String getDescription(Locale locale) { return "images"; }
}
"""

GREETING = "package test; public interface Greeting { String text(); }"
HELLO = 'package test; public class Hello%(n)s implements Greeting { public String text() { return "hello %(n)s"; } }'


class Services(SharedKernelTest):
    def driver(self, number, **services):
        folder = self.folder(" ü")
        classes = compiled(folder, **{f"Driver{number}": DRIVER % {"n": number}})
        return packed(f"{folder}/driver {number}.jar", classes, **services or {"java_sql_Driver": f"test.Driver{number}"})

    def test_drivers_of_databases_are_found_also_after_a_first_try_failed(self):
        self.run_ok('String catalogue(int n) throws Exception { return java.sql.DriverManager.getConnection("jdbc:test" + n).getCatalog(); }')
        for number in (1, 2):
            self.assertIn("No suitable driver", self.run_error(f"catalogue({number})", "java.sql.SQLException").error)
            self.assertEqual(self.run_ok(f'%jars "{self.driver(number)}"').published[1:], [])
            self.assert_plain((f"catalogue({number})", f"catalogue {number}"))
        self.assert_plain(("catalogue(1)", "catalogue 1"))

    def test_a_driver_that_cannot_be_loaded_harms_nobody(self):
        connect = 'java.sql.DriverManager.getConnection("jdbc:test3").getCatalog()'
        self.run_error(connect)
        path = self.driver(3, java_sql_Driver="test.NoDriver\ntest.Driver3")
        self.assertIn("test.NoDriver", self.run_ok(f'%jars "{path}"').text("stderr"))
        self.assert_plain((connect, "catalogue 3"))

    def test_readers_of_images_are_found_after_an_image_was_shown(self):
        readers = 'javax.imageio.ImageIO.getImageReadersByFormatName("new").hasNext()'
        self.assert_plain((readers, "false"))
        folder = self.folder()
        packed(f"{folder}/images.jar", compiled(folder, Images=IMAGES), javax_imageio_spi_ImageReaderSpi="test.Images")
        self.run_ok(f"%classpath {folder}/images.jar")
        self.assert_plain((readers, "true"))

    def test_services_are_found_by_all_threads_of_a_cell(self):
        folder = self.folder()
        api = compiled(folder, Greeting=GREETING)
        self.run_ok(f"%classpath {api}")
        self.run_ok(
            """
            import java.util.stream.*;
            String greetings() {
                var found = ServiceLoader.load(test.Greeting.class).stream().map(each -> each.get().text()).sorted().toList();
                return found.toString();
            }
            """
        )
        self.assert_plain(("greetings()", "[]"))
        for number in (1, 2):
            code = compiled(f"{folder}/{number}", api, **{f"Hello{number}": HELLO % {"n": number}})
            self.run_ok(f"%jars {packed(f'{folder}/hello-{number}.jar', code, test_Greeting=f'test.Hello{number}')}")
        everywhere = (
            "greetings()",
            "CompletableFuture.supplyAsync(() -> greetings()).get()",
            "Executors.newCachedThreadPool().submit(() -> greetings()).get()",
            "ForkJoinPool.commonPool().submit(() -> greetings()).get()",
            'IntStream.range(0, 100).parallel().mapToObj(i -> greetings()).distinct().collect(Collectors.joining(" and "))',
        )
        self.assert_plain(*((code, "[hello 1, hello 2]") for code in everywhere))


class Order(KernelTest):
    def test_what_a_driver_needs_may_come_after_it(self):
        self.kernel = self.start()
        folder = self.folder()
        needed = compiled(f"{folder}/needed", Needed="package test; public class Needed {}")
        driver = compiled(folder, needed, Driver4=DRIVER.replace("static {", "static { new Needed();") % {"n": 4})
        packed(f"{folder}/driver.jar", driver, java_sql_Driver="test.Driver4")
        self.run_ok(f"%classpath {folder}/driver.jar\nint between = 1;\n%classpath {needed}")
        self.assert_plain(('java.sql.DriverManager.getConnection("jdbc:test4").getCatalog()', "catalogue 4"))
