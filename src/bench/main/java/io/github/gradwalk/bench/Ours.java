package io.github.gradwalk.bench;

import io.github.gradwalk.bench.ours.GradwalkDigits;
import io.github.gradwalk.bench.ours.GradwalkFashion;
import io.github.gradwalk.bench.ours.Products;
import io.github.gradwalk.bench.ours.ProductsWorker;
import io.github.gradwalk.bench.ours.StepWorker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The library's own contenders, one for each kind of products. */
final class Ours {
    private static final String TINY = "2-16-3 32 tanh sgd";

    private Ours() {}

    /** What the column of these products is called. */
    static String name(Products products) {
        return switch (products) {
            case NATIVE -> "native BLAS";
            case VECTOR -> "Vector API";
            case JAVA -> "plain Java";
            case EJML -> "EJML";
        };
    }

    static Contender step(String name, Products products, String net, int threads) {
        final var arguments = new ArrayList<>(Arrays.asList(net.split(" ")));
        arguments.add(Integer.toString(threads));
        return java(name, products, StepWorker.class, arguments.toArray(String[]::new));
    }

    /** The products of a step, and nothing else. */
    static Contender products(Products products, String net) {
        return java(productsName(products), products, ProductsWorker.class, net.split(" "));
    }

    static String productsName(Products products) {
        return "products alone, " + name(products);
    }

    static Contender digits(Products products) {
        return java("gradwalk, " + name(products), products, GradwalkDigits.class);
    }

    static Contender fashion(Products products) {
        return java("gradwalk, " + name(products), products, GradwalkFashion.class);
    }

    static Contender java(String name, Products products, Class<?> main, String... arguments) {
        return Contender.java(
                name, System.getProperty("java.class.path"), List.of(products.options()), main.getName(), arguments);
    }

    /** The products that the library chooses from where nothing is pinned: with a native library, and without. */
    static final List<Products> CHOICES = List.of(Products.NATIVE, Products.JAVA);

    /** Which of these products this machine has, with what they are. */
    static Map<Products, String> present(List<Products> wanted) {
        final var present = new LinkedHashMap<Products, String>();
        for (final var products : wanted) {
            try (var session = new Session(step("probe " + name(products), products, TINY, 1))) {
                present.put(products, session.settings());
            } catch (IOException e) {
                System.out.printf("%s: not installed: %s%n", name(products), e.getMessage());
            }
        }
        return present;
    }
}
