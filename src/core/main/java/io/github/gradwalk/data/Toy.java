package io.github.gradwalk.data;

import io.github.gradwalk.Dataset;
import io.github.gradwalk.Targets;
import io.github.gradwalk.argument.Require;
import java.util.Random;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Toy data: points in the plane, with features x1 and x2, in shapes that a classifier must tell apart.
 *
 * <p>The classes take turns: example {@code n} belongs to class {@code n mod K}, so that their sizes differ by at most 1 and
 * K successive rows contain every class. The points of a class are evenly spaced along a curve; only the noise is random. The
 * same seed gives the same bits on every machine. All methods throw {@link IllegalArgumentException} if there are fewer than
 * two classes, fewer examples than classes, or the noise is negative or not finite.
 */
public final class Toy {
    private static final double TURN = 2 * Math.PI;

    /** How far an arm of the spiral turns from the centre to its end, in radians: about 0.64 of a turn. */
    private static final double WINDING = 4;

    private record Point(double x1, double x2) {
        Point scattered(double noise, Random random) {
            return new Point(x1 + noise * random.nextGaussian(), x2 + noise * random.nextGaussian());
        }
    }

    /** The point at {@code t}, in (0, 1), along curve {@code k}. */
    private interface Shape {
        Point at(int k, double t, Random random);
    }

    private Toy() {}

    /**
     * Round clouds with centres evenly spaced on the unit circle: class 1 at the top, the others counterclockwise from it.
     *
     * @param noise the standard deviation of each feature within a class; half the distance between neighbouring centres
     *     is {@code sin(π/K)}
     */
    public static Dataset blobs(int examples, int classes, double noise, long seed) {
        return draw(examples, classes, classes, noise, seed, (k, t, random) -> polar(1, TURN / 4 + TURN * k / classes)
                .scattered(noise, random));
    }

    /**
     * Two interleaving half circles of radius 1: class 1 is the upper half of the circle around (0, 0), class 2 the lower
     * half of the circle around (1, 0.5). Without noise, x1 is in [−1, 2] and x2 in [−0.5, 1].
     *
     * @param noise the standard deviation of the noise added to each feature
     */
    public static Dataset moons(int examples, double noise, long seed) {
        return draw(examples, 2, 2, noise, seed, (k, t, random) -> {
            final var upper = polar(1, TURN / 2 * t);
            final var point = k == 0 ? upper : new Point(1 - upper.x1, 0.5 - upper.x2);
            return point.scattered(noise, random);
        });
    }

    /**
     * Two circles around (0, 0): class 1 is the inner one, of radius 0.5, and class 2 the outer one, of radius 1.
     *
     * @param noise the standard deviation of the noise added to each feature
     */
    public static Dataset circles(int examples, double noise, long seed) {
        return draw(examples, 2, 2, noise, seed, (k, t, random) -> polar(k == 0 ? 0.5 : 1, TURN * t)
                .scattered(noise, random));
    }

    /**
     * Arms that wind counterclockwise out of (0, 0), identical except for the angle at which they start. Every point lies
     * within the unit circle, whatever the noise.
     *
     * @param noise the standard deviation of the <em>angle</em>, in radians, so that the arms, {@code 2π/K} apart, stay
     *     apart near the centre too; 0.2 is usual for three arms
     */
    public static Dataset spiral(int examples, int classes, double noise, long seed) {
        return draw(
                examples,
                classes,
                classes,
                noise,
                seed,
                (k, t, random) -> polar(t, TURN * k / classes + WINDING * t + noise * random.nextGaussian()));
    }

    /**
     * Four round clouds around (±1, ±1): class 1 where both features have the same sign, class 2 where the signs differ.
     *
     * @param examples at least 4, one for each cloud
     * @param noise the standard deviation of each feature within a cloud
     */
    public static Dataset xor(int examples, double noise, long seed) {
        final var corners = new Point[] {new Point(1, 1), new Point(-1, 1), new Point(-1, -1), new Point(1, -1)};
        return draw(examples, corners.length, 2, noise, seed, (k, t, random) -> corners[k].scattered(noise, random));
    }

    /** Takes points from the curves in turn, and gives them the classes in turn. */
    private static Dataset draw(int examples, int curves, int classes, double noise, long seed, Shape shape) {
        Require.that(classes >= 2, "classes must be at least 2, but is %d", classes);
        Require.that(
                examples >= curves,
                "examples, of all classes together, must be at least %s%d, but is %d",
                curves == classes ? "classes, " : "",
                curves,
                examples);
        Require.notNegative("noise", noise);
        final var random = new Random(seed);
        final var X = new DMatrixRMaj(examples, 2);
        for (int n = 0; n < examples; n++) {
            final int k = n % curves;
            final int ofThisCurve = (examples - 1 - k) / curves + 1;
            final var point = shape.at(k, (n / curves + 0.5) / ofThisCurve, random);
            X.set(n, 0, point.x1);
            X.set(n, 1, point.x2);
        }
        return new Dataset(
                X,
                Targets.ofClasses(
                        classes,
                        IntStream.range(0, examples).map(n -> n % classes).toArray()));
    }

    private static Point polar(double radius, double angle) {
        return new Point(radius * StrictMath.cos(angle), radius * StrictMath.sin(angle));
    }
}
