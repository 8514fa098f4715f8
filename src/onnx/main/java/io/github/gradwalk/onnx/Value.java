package io.github.gradwalk.onnx;

/** What is known of a value of a graph. */
sealed interface Value permits Value.Constant, Value.Refused, Signal {
    /** Numbers or names that do not depend on the features. */
    record Constant(Tensor tensor) implements Value {}

    /** A value that cannot be understood, and why. It does no harm where it only leads to outputs that are not needed. */
    record Refused(String why) implements Value {}
}
