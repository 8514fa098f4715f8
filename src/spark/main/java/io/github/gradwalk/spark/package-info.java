/**
 * The training of {@link io.github.gradwalk.Mlp} on Apache Spark, for more rows than one machine holds: the same mathematics, and the same result.
 *
 * <p>{@link io.github.gradwalk.spark.GradwalkClassifier} is an estimator as users of Spark know it, and makes a
 * {@link io.github.gradwalk.spark.GradwalkModel}.
 */
package io.github.gradwalk.spark;
