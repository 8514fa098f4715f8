package io.github.gradwalk.plot;

import io.github.gradwalk.argument.Names;
import io.github.gradwalk.argument.Require;
import io.github.gradwalk.drawing.Values;
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

    /** Numbers of one series, and what each belongs to. */
    private record Column(String name, List<?> keys, double[] values) {
        Column(String name, double[] keys, double[] values) {
            this(name, Arrays.stream(keys).boxed().toList(), values);
        }

        /** NaN in a curve is a gap, but elsewhere a mistake, as is a curve of gaps alone. */
        Column checked(boolean mayHaveGaps) {
            for (double value : values) {
                Require.that(
                        Double.isFinite(value) || mayHaveGaps && Double.isNaN(value),
                        "%s must be finite, but has the value %s",
                        Names.inMessage(name),
                        value);
            }
            Require.that(
                    Arrays.stream(values).anyMatch(Double::isFinite),
                    "%s must have at least one number, but has none",
                    Names.inMessage(name));
            return this;
        }

        List<String> cells() {
            return keys.stream()
                    .map(key -> key instanceof Number number ? Values.cell(number.doubleValue()) : String.valueOf(key))
                    .toList();
        }

        Stream<List<String>> rows() {
            final List<String> cells = cells();
            return IntStream.range(0, values.length).mapToObj(i -> List.of(name, cells.get(i), Values.cell(values[i])));
        }
    }

    /**
     * One column per series where all have the same keys, otherwise one row per point.
     *
     * @throws IllegalArgumentException if a series has values that cannot be shown
     */
    Values of(Collection<?> series) {
        final List<Column> columns = series.stream()
                .flatMap(one -> columns(one).map(column -> column.checked(one instanceof XYSeries)))
                .toList();
        final List<String> keys = columns.get(0).cells();
        if (columns.stream().allMatch(column -> column.cells().equals(keys))) {
            final Stream<String> names =
                    Stream.concat(Stream.of(x), columns.stream().map(Column::name));
            final IntStream all = IntStream.range(0, keys.size());
            return new Values(
                    names.toList(),
                    all.mapToObj(row -> row(keys.get(row), columns, row)).toList());
        }
        return new Values(
                List.of("series", x, y), columns.stream().flatMap(Column::rows).toList());
    }

    private static List<String> row(String key, List<Column> columns, int row) {
        final Stream<String> cells = columns.stream().map(column -> Values.cell(column.values[row]));
        return Stream.concat(Stream.of(key), cells).toList();
    }

    private static Stream<Column> columns(Object series) {
        if (series instanceof XYSeries s) {
            final boolean isBackground = s.getXYSeriesRenderStyle()
                    .filter(XYSeriesRenderStyle.PolygonArea::equals)
                    .isPresent();
            return isBackground || isOnlyInLegend(s)
                    ? Stream.empty()
                    : Stream.of(new Column(s.getName(), s.getXData(), s.getYData()));
        } else if (series instanceof CategorySeries s) {
            return Stream.of(new Column(s.getName(), List.copyOf(s.getXData()), s.getYData()));
        } else if (series instanceof HeatMapSeries s) {
            return heat(s);
        } else if (series instanceof BubbleSeries s) {
            return Stream.of(
                    new Column(s.getName(), s.getXData(), s.getYData()),
                    new Column(s.getName() + ", size", s.getXData(), s.getExtraValues()));
        } else if (series instanceof BoxSeries s) {
            return Stream.of(numbered(s.getName(), s.getYData()));
        } else if (series instanceof HorizontalBarSeries s) {
            return Stream.of(new Column(
                    s.getName(),
                    List.copyOf(s.getYData()),
                    s.getXData().stream().mapToDouble(Number::doubleValue).toArray()));
        } else if (series instanceof OHLCSeries s) {
            return Stream.of(
                            new Column("open", s.getXData(), s.getOpenData()),
                            new Column("high", s.getXData(), s.getHighData()),
                            new Column("low", s.getXData(), s.getLowData()),
                            new Column("close", s.getXData(), s.getCloseData()))
                    .filter(column -> column.values != null);
        } else if (series instanceof RadarSeries s) {
            return Stream.of(numbered(s.getName(), s.getValues()));
        } else if (series instanceof PieSeries s) {
            return Stream.of(numbered(s.getName(), s.getValue().doubleValue()));
        } else if (series instanceof DialSeries s) {
            return Stream.of(numbered(s.getName(), s.getValue()));
        }
        throw new IllegalArgumentException(
                "there is no table for a " + series.getClass().getSimpleName());
    }

    /** A scatter of no points names what other series may have points of. */
    private static boolean isOnlyInLegend(XYSeries series) {
        return series.getXYSeriesRenderStyle()
                        .filter(XYSeriesRenderStyle.Scatter::equals)
                        .isPresent()
                && Arrays.stream(series.getXData()).allMatch(Double::isNaN);
    }

    private static Column numbered(String name, double... values) {
        return new Column(name, IntStream.rangeClosed(1, values.length).boxed().toList(), values);
    }

    /** A column for each x, with the y from the top of the chart. */
    private static Stream<Column> heat(HeatMapSeries cells) {
        final int rows = cells.getYData().size();
        final List<Object> fromTop = new ArrayList<>(cells.getYData());
        Collections.reverse(fromTop);
        final List<Column> columns = cells.getXData().stream()
                .map(name -> new Column(String.valueOf(name), fromTop, new double[rows]))
                .toList();
        for (Number[] cell : cells.getHeatData()) {
            if (cell != null) {
                columns.get(cell[0].intValue()).values[rows - 1 - cell[1].intValue()] =
                        Double.parseDouble(cell[2].toString());
            }
        }
        return columns.stream();
    }

    /** The names of categories, of rows and of columns. */
    static List<String> names(Collection<?> series) {
        return series.stream()
                .flatMap(one -> columns(one)
                        .flatMap(column -> one instanceof HeatMapSeries
                                ? Stream.concat(Stream.of(column.name), column.keys.stream())
                                : column.keys.stream()))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .distinct()
                .toList();
    }
}
