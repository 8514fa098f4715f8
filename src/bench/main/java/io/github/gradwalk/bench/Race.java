package io.github.gradwalk.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contenders that take turns: each request goes to one after the other, so that what else the machine does hits all alike.
 * One that cannot be started, or fails, is out, and its reason is kept.
 */
final class Race implements AutoCloseable {
    private final Map<String, Session> sessions = new LinkedHashMap<>();
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Map<String, String> out = new LinkedHashMap<>();

    Race(List<Contender> contenders) {
        for (final var contender : contenders) {
            try {
                final var session = new Session(contender);
                sessions.put(contender.name(), session);
                settings.put(contender.name(), session.settings());
            } catch (IOException e) {
                out.put(contender.name(), e.getMessage());
            }
        }
    }

    /** What each contender that started said that it is. */
    Map<String, String> settings() {
        return settings;
    }

    /** Why a contender is out. */
    Map<String, String> out() {
        return out;
    }

    /** Each repeats the request for some seconds: just-in-time compilers need them. */
    void warmUp(double seconds, String request) {
        for (final var name : List.copyOf(sessions.keySet())) {
            final long end = System.nanoTime() + (long) (seconds * 1e9);
            do {
                ask(name, request);
            } while (sessions.containsKey(name) && System.nanoTime() < end);
        }
    }

    /** Returns what each contender that is not out answered to each request. */
    Map<String, List<double[]>> run(List<String> requests) {
        final var answers = new LinkedHashMap<String, List<double[]>>();
        for (final var request : requests) {
            for (final var name : List.copyOf(sessions.keySet())) {
                answers.computeIfAbsent(name, unknown -> new ArrayList<>()).add(ask(name, request));
            }
        }
        answers.keySet().removeAll(out.keySet());
        return answers;
    }

    private double[] ask(String name, String request) {
        try {
            return sessions.get(name).ask(request);
        } catch (IOException e) {
            out.put(name, e.getMessage());
            sessions.remove(name).close();
            return new double[0];
        }
    }

    @Override
    public void close() {
        sessions.values().forEach(Session::close);
    }
}
