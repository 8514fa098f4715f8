package io.github.gradwalk.kernel.protocol;

import io.github.gradwalk.kernel.interpreter.Cell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The cells of this session, as a {@code history_request} asks for them. */
final class CellHistory {
    private final List<Cell> cells = new ArrayList<>();

    synchronized void add(Cell cell) {
        cells.add(cell);
    }

    /** Returns the content of the {@code history_reply}. */
    synchronized Map<String, ?> answer(Message request) {
        final boolean withOutput = request.flag("output", false);
        final var selected = select(request).stream()
                .map(cell -> List.of(0, cell.number(), withOutput ? Arrays.asList(cell.code(), null) : cell.code()))
                .toList();
        return Map.of("status", "ok", "history", selected);
    }

    private List<Cell> select(Message request) {
        final int most = request.number("n", Integer.MAX_VALUE);
        return switch (request.text("hist_access_type")) {
            case "range" -> {
                final int start = request.number("start", 0);
                final int stop = request.number("stop", Integer.MAX_VALUE);
                yield found(cell -> cell.number() >= start && cell.number() < stop, Integer.MAX_VALUE);
            }
            case "search" -> found(matching(request.text("pattern", "*")), most);
            default -> found(cell -> true, most);
        };
    }

    private List<Cell> found(Predicate<Cell> wanted, int most) {
        final var found = cells.stream().filter(wanted).toList();
        return found.subList(Math.max(0, found.size() - most), found.size());
    }

    private static Predicate<Cell> matching(String glob) {
        final var regex = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        final var matcher = Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
        return cell -> matcher.test(cell.code());
    }
}
