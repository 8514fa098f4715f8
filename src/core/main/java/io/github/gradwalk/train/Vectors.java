package io.github.gradwalk.train;

/** Vectors as arrays. */
final class Vectors {
    private Vectors() {}

    /** {@code uᵀv}. */
    static double dot(double[] u, double[] v) {
        double sum = 0;
        for (int i = 0; i < u.length; i++) {
            sum += u[i] * v[i];
        }
        return sum;
    }

    /** {@code v ← v + a u}. */
    static void add(double a, double[] u, double[] v) {
        for (int i = 0; i < v.length; i++) {
            v[i] += a * u[i];
        }
    }

    /** {@code v ← a v}. */
    static void scale(double a, double[] v) {
        for (int i = 0; i < v.length; i++) {
            v[i] *= a;
        }
    }

    /** Returns {@code u − v}. */
    static double[] difference(double[] u, double[] v) {
        final double[] difference = u.clone();
        add(-1, v, difference);
        return difference;
    }

    /** {@code ‖v‖₁ = Σ |vᵢ|}. */
    static double sumOfMagnitudes(double[] v) {
        double sum = 0;
        for (final double entry : v) {
            sum += Math.abs(entry);
        }
        return sum;
    }

    /** {@code ‖v‖∞ = max |vᵢ|}. */
    static double largestMagnitude(double[] v) {
        double largest = 0;
        for (final double entry : v) {
            largest = Math.max(largest, Math.abs(entry));
        }
        return largest;
    }
}
