package io.github.gradwalk.spark;

import org.apache.spark.ml.util.Identifiable;

/**
 * Hands a uid to an object whose superclass asks for it before the object's own constructor has begun: Spark's classes do so, since their
 * parameters carry the uid of the object they belong to.
 */
final class NextUid {
    private static final ThreadLocal<String> NEXT = new ThreadLocal<>();

    private NextUid() {}

    /** Says which uid the next object of this thread takes. Returns null, as an argument for a constructor that needs none. */
    static Void is(String uid) {
        NEXT.set(uid);
        return null;
    }

    /** Returns that uid, or a new one. */
    static String take(String prefix) {
        final var uid = NEXT.get();
        NEXT.remove();
        return uid == null ? Identifiable.randomUID(prefix) : uid;
    }
}
