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
    private record Column(String name, List<?> keys, double[] values, boolean isOfMatrix) {
        Column(String name, List<?> keys, double[] values) {
            this(name, keys, values, false);
        }

        Column(String name, double[] keys, double[] values) {
            this(name, Arrays.stream(keys).boxed().toList(), values);
        }

        /** NaN in a curve is a gap, but elsewhere a mistake. */
        Column checked(boolean mayHaveGaps) {
            for (double value : values) {
                if (!Double.isFinite(value) && !(mayHaveGaps && Double.isNaN(value))) {
                    throw Require.refused(
                            "series \"%s\" must be finite, but has the value %s", Names.inMessage(name), value);
                }
            }
            return this;
        }

        int size() {
            return values.length;
        }

        String key(int row) {
            return keys.get(row) instanceof Number number
                    ? Values.cell(number.doubleValue())
                    : String.valueOf(keys.get(row));
        }

        String value(int row) {
            return isOfMatrix ? Values.cells(values).get(row) : Values.cell(values[row]);
        }

        boolean hasTheKeysOf(Column other) {
            return size() == other.size()
                    && IntStream.range(0, size())
                            .allMatch(row ->
                                    keys.get(row).equals(other.keys.get(row)) || key(row).equals(other.key(row)));
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
        final Column first = columns.get(0);
        if (columns.stream().allMatch(first::hasTheKeysOf)) {
            final Stream<String> names =
                    Stream.concat(Stream.of(x), columns.stream().map(Column::name));
            return Values.of(names.toList(), first.size(), row -> row(first.key(row), columns, row));
        }
        return Values.of(
                List.of("series", x, y), columns.stream().mapToInt(Column::size).sum(), row -> pointOf(columns, row));
    }

    private static List<String> row(String key, List<Column> columns, int row) {
        return Stream.concat(Stream.of(key), columns.stream().map(column -> column.value(row)))
                .toList();
    }

    /** The point with this number, where those of each series follow those of the one before. */
    private static List<String> pointOf(List<Column> columns, int number) {
        int row = number;
        int series = 0;
        while (row >= columns.get(series).size()) {
            row -= columns.get(series).size();
            series++;
        }
        final Column column = columns.get(series);
        return List.of(column.name, column.key(row), column.value(row));
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
                .map(name -> new Column(String.valueOf(name), fromTop, new double[rows], true))
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
