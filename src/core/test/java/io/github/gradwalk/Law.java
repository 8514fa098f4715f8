package io.github.gradwalk;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/**
 * A statement about all inputs, tried on as many of them as {@code jqwik.tries.default} says. They are the same ones in every
 * run, so that a build which was right stays right; another seed looks elsewhere.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Property(seed = "20260101", edgeCases = EdgeCasesMode.NONE)
@Tag("law")
public @interface Law {}
