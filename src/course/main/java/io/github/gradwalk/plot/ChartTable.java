package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.BoxSeries;
import org.knowm.xchart.BubbleSeries;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.DialSeries;
import org.knowm.xchart.HeatMapSeries;
import org.knowm.xchart.HorizontalBarSeries;
import org.knowm.xchart.OHLCSeries;
import org.knowm.xchart.PieSeries;
import org.knowm.xchart.RadarSeries;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;

/** The data of a chart as a table. */
final class ChartTable {
    private final String x;
    private final String y;

    /** The titles of the axes, empty if there are none. */
    ChartTable(String x, String y) {
        this.x = x == null || x.isBlank() ? "x" : x;
        this.y = y == null || y.isBlank() ? "y" : y;
    }

    /** One column per series where all have the same x, otherwise one row per point. */
    Values of(Collection<?> series) {
        final Object first = series.iterator().next();
        if (first instanceof HeatMapSeries cells) {
            return heat(cells);
        }
        final List<Column> columns = series.stream()
                .flatMap(one -> columns(one).map(column -> checked(column, one instanceof XYSeries)))
                .toList();
        final List<String> keys = columns.get(0).keys;
        if (columns.stream().allMatch(column -> column.keys.equals(keys))) {
            return Values.of(x, keys, columns.stream().map(Column::name).toList(), (row, column) -> columns.get(column)
                    .values[row]);
        }
        return Values.of(
                List.of("series", x, y),
                columns.stream()
                        .flatMap(column -> IntStream.range(0, column.values.length)
                                .mapToObj(i -> List.of(column.name, column.keys.get(i), Values.cell(column.values[i]))))
                        .toList());
    }

    /** The names of categories, of rows and of columns. */
    static List<String> names(Collection<?> series) {
        return series.stream()
                .flatMap(one -> one instanceof CategorySeries s
                        ? s.getXData().stream()
                        : one instanceof HorizontalBarSeries s
                                ? s.getYData().stream()
                                : one instanceof HeatMapSeries s
                                        ? Stream.concat(s.getXData().stream(), s.getYData().stream())
                                        : Stream.empty())
                .map(String::valueOf)
                .distinct()
                .toList();
    }

    private record Column(String name, List<String> keys, double[] values) {}

    private static double known(String name, double value) {
        Require.that(Double.isFinite(value), "%s must be finite, but has the value %s", Names.inMessage(name), value);
        return value;
    }

    /** NaN in a curve is a gap, but a curve of gaps alone, and a gap among bars, is a mistake. */
    private static Column checked(Column column, boolean gaps) {
        for (double value : column.values) {
            if (!gaps || !Double.isNaN(value)) {
                known(column.name, value);
            }
        }
        Require.that(
                Arrays.stream(column.values).anyMatch(Double::isFinite),
                "%s must have a value that is a number, but has none",
                Names.inMessage(column.name));
        return column;
    }

    private Stream<Column> columns(Object series) {
        if (series instanceof XYSeries s) {
            final boolean area = s.getXYSeriesRenderStyle()
                    .filter(XYSeriesRenderStyle.PolygonArea::equals)
                    .isPresent();
            return area ? Stream.empty() : Stream.of(new Column(s.getName(), numbers(s.getXData()), s.getYData()));
        }
        if (series instanceof CategorySeries s) {
            return Stream.of(new Column(s.getName(), keys(s.getXData()), s.getYData()));
        }
        if (series instanceof BubbleSeries s) {
            final List<String> keys = numbers(s.getXData());
            return Stream.of(
                    new Column(s.getName(), keys, s.getYData()),
                    new Column(s.getName() + ", size", keys, s.getExtraValues()));
        }
        if (series instanceof BoxSeries s) {
            return Stream.of(new Column(s.getName(), count(s.getYData().length), s.getYData()));
        }
        if (series instanceof HorizontalBarSeries s) {
            return Stream.of(new Column(s.getName(), keys(s.getYData()), doubles(s.getXData())));
        }
        if (series instanceof OHLCSeries s) {
            final List<String> keys = numbers(s.getXData());
            return s.getYData() != null
                    ? Stream.of(new Column(s.getName(), keys, s.getYData()))
                    : Stream.of(
                            new Column(s.getName() + ", open", keys, s.getOpenData()),
                            new Column(s.getName() + ", high", keys, s.getHighData()),
                            new Column(s.getName() + ", low", keys, s.getLowData()),
                            new Column(s.getName() + ", close", keys, s.getCloseData()));
        }
        if (series instanceof RadarSeries s) {
            return Stream.of(new Column(s.getName(), count(s.getValues().length), s.getValues()));
        }
        if (series instanceof PieSeries s) {
            return Stream.of(new Column(
                    s.getName(), List.of("value"), new double[] {s.getValue().doubleValue()}));
        }
        if (series instanceof DialSeries s) {
            return Stream.of(new Column(s.getName(), List.of("value"), new double[] {s.getValue()}));
        }
        throw new IllegalArgumentException(
                "there is no table for a " + series.getClass().getSimpleName());
    }

    /** A row for each y, from the top of the chart, and a column for each x. */
    private Values heat(HeatMapSeries cells) {
        final List<String> rows = keys(cells.getYData());
        final List<String> columns = keys(cells.getXData());
        final double[][] values = new double[rows.size()][columns.size()];
        Arrays.stream(values).forEach(row -> Arrays.fill(row, Double.NaN));
        for (Number[] cell : cells.getHeatData()) {
            if (cell != null) {
                values[cell[1].intValue()][cell[0].intValue()] = known(cells.getName(), cell[2].doubleValue());
            }
        }
        final List<String> fromTop = new ArrayList<>(rows);
        Collections.reverse(fromTop);
        return Values.of("", fromTop, columns, (row, column) -> values[rows.size() - 1 - row][column]);
    }

    private static List<String> keys(Collection<?> keys) {
        return keys.stream()
                .map(key -> key instanceof Number number ? Values.cell(number.doubleValue()) : String.valueOf(key))
                .toList();
    }

    private static List<String> numbers(double[] keys) {
        return Arrays.stream(keys).mapToObj(Values::cell).toList();
    }

    private static double[] doubles(Collection<? extends Number> values) {
        return values.stream().mapToDouble(Number::doubleValue).toArray();
    }

    private static List<String> count(int length) {
        return IntStream.rangeClosed(1, length).mapToObj(Integer::toString).toList();
    }
}
