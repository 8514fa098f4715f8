package io.github.gradwalk.bench.ours;

import io.github.gradwalk.bench.ours.Products.Kind;
import io.github.gradwalk.bench.worker.Blocks;
import io.github.gradwalk.bench.worker.Worker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.RandomMatrices_DDRM;

/**
 * The products of a step of one network, and nothing else: what a step can at best take with them. Takes turns like {@link StepWorker}, of
 * the same arguments.
 */
public final class ProductsWorker {
    private record Product(Kind kind, DMatrixRMaj A, DMatrixRMaj B, DMatrixRMaj C) {}

    private ProductsWorker() {}

    public static void main(String[] args) throws IOException {
        final var net = Net.parse(args[0], args[1], args[2], args[3]);
        final var products = products(net.sizes(), net.batch());
        final var library = Products.pinned();
        final var all = new Blocks(() -> {
            for (final var product : products) {
                library.multiply(product.kind, product.A, product.B, product.C);
            }
        });
        Worker.serve(library.description(), seconds -> all.time(Double.parseDouble(seconds)));
    }

    private static List<Product> products(int[] sizes, int batch) {
        final var products = new ArrayList<Product>();
        final var random = new Random(4);
        for (int l = 1; l < sizes.length; l++) {
            final var A = RandomMatrices_DDRM.rectangle(batch, sizes[l - 1], random);
            final var W = RandomMatrices_DDRM.rectangle(sizes[l], sizes[l - 1], random);
            final var delta = RandomMatrices_DDRM.rectangle(batch, sizes[l], random);
            products.add(new Product(Kind.FORWARD, A, W, new DMatrixRMaj(batch, sizes[l])));
            products.add(new Product(Kind.GRADIENT, delta, A, new DMatrixRMaj(sizes[l], sizes[l - 1])));
            if (l > 1) {
                products.add(new Product(Kind.BACK, delta, W, new DMatrixRMaj(batch, sizes[l - 1])));
            }
        }
        return products;
    }
}
