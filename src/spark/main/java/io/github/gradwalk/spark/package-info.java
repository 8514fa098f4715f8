/**
 * The training of {@link io.github.gradwalk.Mlp} on Apache Spark, for more rows than one machine holds: the same mathematics, and the same result.
 *
 * <p>{@link io.github.gradwalk.spark.GradwalkClassifier} is an estimator as users of Spark know it, and makes a
 * {@link io.github.gradwalk.spark.GradwalkModel}.
 *
 * <p>What executors and the driver send one another is made of classes, not of records, since Kryo, a serializer that users of Spark may choose, cannot read
 * these.
 */
package io.github.gradwalk.spark;
