package io.github.gradwalk.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The cells of this session, as {@code history_request} asks for them. */
final class History {
    private final List<Cell> cells = new ArrayList<>();

    void add(final Cell cell) {
        cells.add(cell);
    }

    /** Returns the content of the {@code history_reply}. */
    JsonObject answer(final Message request) {
        final var found = select(request.content()).map(cell -> entry(cell, request.flag("output", false)));
        final var history = new JsonArray();
        found.forEach(history::add);
        final var reply = new JsonObject();
        reply.addProperty("status", "ok");
        reply.add("history", history);
        return reply;
    }

    private Stream<Cell> select(final JsonObject request) {
        return switch (request.get("hist_access_type").getAsString()) {
            case "range" -> {
                final int start = number(request, "start", 0);
                final int stop = number(request, "stop", Integer.MAX_VALUE);
                yield cells.stream().filter(cell -> cell.number() >= start && cell.number() < stop);
            }
            case "search" -> last(number(request, "n", Integer.MAX_VALUE), matching(request));
            default -> last(number(request, "n", Integer.MAX_VALUE), cell -> true);
        };
    }

    private Stream<Cell> last(final int count, final Predicate<Cell> wanted) {
        final var found = cells.stream().filter(wanted).toList();
        return found.stream().skip(Math.max(0, found.size() - count));
    }

    private static Predicate<Cell> matching(final JsonObject request) {
        final var glob = request.has("pattern") ? request.get("pattern").getAsString() : "*";
        final var regex = Pattern.quote(glob).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        final var matcher = Pattern.compile(regex, Pattern.DOTALL).asMatchPredicate();
        return cell -> matcher.test(cell.code());
    }

    private static int number(final JsonObject request, final String name, final int otherwise) {
        final JsonElement value = request.get(name);
        return value == null || value.isJsonNull() ? otherwise : value.getAsInt();
    }

    private static JsonArray entry(final Cell cell, final boolean withOutput) {
        final var entry = new JsonArray();
        entry.add(0);
        entry.add(cell.number());
        if (withOutput) {
            final var pair = new JsonArray();
            pair.add(cell.code());
            pair.add(JsonNull.INSTANCE);
            entry.add(pair);
        } else {
            entry.add(cell.code());
        }
        return entry;
    }
}
