package io.github.gradwalk.bench.ours;

import io.github.gradwalk.bench.worker.Blocks;
import io.github.gradwalk.bench.worker.Worker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * How much of a step is products of matrices. Takes turns of so many seconds, and answers with four numbers: the time of a step in µs,
 * the time of its products alone in µs, the share of the step that is spent in products as a look at its stack every millisecond says, and
 * how many floating-point operations these products are.
 */
public final class ShareWorker {
    private ShareWorker() {}

    public static void main(String[] args) throws IOException {
        final var net = Net.parse(args[0], args[1], args[2], args[3]);
        final var learning = new Learning(net.create(), net.optimizer(), 1);
        final var X = net.X();
        final var Y = net.Y();
        final var products = products(net);
        final var alone = new Blocks(() -> products.forEach(Product::multiply));
        final var step = new Blocks(() -> learning.step(X, Y));
        final double flops = products.stream().mapToDouble(Product::flops).sum();
        Worker.serve(Products.pinned().description(), request -> {
            final double seconds = Double.parseDouble(request);
            final double aloneTime = median(alone.time(seconds));
            final var sampler = new StackSampler(Thread.currentThread(), ShareWorker::isProduct);
            final double stepTime = median(step.time(seconds));
            return new double[] {stepTime, aloneTime, sampler.stop(), flops};
        });
    }

    /** The products of a step; the gradient by X, which no update needs, is none of them. */
    private static List<Product> products(Net net) {
        final var products = new ArrayList<Product>();
        for (int l = 1; l < net.sizes().length; l++) {
            final var input = filled(net.batch(), net.sizes()[l - 1]);
            final var W = filled(net.sizes()[l], net.sizes()[l - 1]);
            final var output = filled(net.batch(), net.sizes()[l]);
            products.add(new Product(Products.Kind.FORWARD, input, W, output.createLike()));
            products.add(new Product(Products.Kind.GRADIENT, output, input, W.createLike()));
            if (l > 1) {
                products.add(new Product(Products.Kind.BACK, output, W, input.createLike()));
            }
        }
        return products;
    }

    private record Product(Products.Kind kind, DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {
        void multiply() {
            Products.pinned().multiply(kind, A, B, C);
        }

        double flops() {
            return 2.0 * C.numRows * C.numCols * (kind == Products.Kind.GRADIENT ? A.numRows : A.numCols);
        }
    }

    private static boolean isProduct(StackTraceElement frame) {
        return frame.getClassName().startsWith("dev.ludovic.netlib")
                || frame.getClassName().startsWith("io.github.gradwalk.PanelProduct")
                || frame.getClassName().startsWith("org.ejml")
                        && frame.getMethodName().startsWith("mult");
    }

    private static DMatrixRMaj filled(int rows, int columns) {
        final var matrix = new DMatrixRMaj(rows, columns);
        for (int i = 0; i < matrix.getNumElements(); i++) {
            matrix.data[i] = Math.sin(i);
        }
        return matrix;
    }

    private static double median(double[] values) {
        final double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
