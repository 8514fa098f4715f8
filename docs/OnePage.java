import java.util.*;
import org.ejml.simple.SimpleMatrix;
import org.knowm.xchart.*;
import tech.tablesaw.api.Table;

/** A network that tells penguins apart, whole. In the project's folder: {@code java -cp "target/lib/*" docs/OnePage.java} */
class OnePage {
    static SimpleMatrix mean, deviation, W1, b1, W2, b2;

    static SimpleMatrix layer(SimpleMatrix A, SimpleMatrix W, SimpleMatrix b) {  // A Wᵀ + 1 bᵀ
        return A.mult(W.transpose()).plus(SimpleMatrix.ones(A.getNumRows(), 1).mult(b.transpose()));
    }
    static SimpleMatrix tanh(SimpleMatrix Z) {
        return Z.elementOp((int i, int j, double z) -> Math.tanh(z));
    }
    static SimpleMatrix softmax(SimpleMatrix Z) {  // each row becomes probabilities
        return Z.elementExp().elementDiv(Z.elementExp().mult(SimpleMatrix.ones(3, 3)));
    }
    static SimpleMatrix predict(double... measurements) {
        var x = new SimpleMatrix(1, 4, true, measurements).minus(mean).elementDiv(deviation);
        return softmax(layer(tanh(layer(x, W1, b1)), W2, b2));
    }

    public static void main(String[] arguments) throws Exception {
        // The data: the species and four measurements of 342 penguins. Every fifth is kept for a test.
        var file = "notebooks/data/penguins.csv";
        var table = Table.read().csv(file).rejectColumns("island", "sex").dropRowsWithMissingValues();
        int[] everyFifth = new int[69];
        Arrays.setAll(everyFifth, n -> 5 * n);
        Table train = table.dropRows(everyFifth), test = table.rows(everyFifth);
        int N = train.rowCount();                                                // 273
        var ones = SimpleMatrix.ones(N, 1);
        var X = new SimpleMatrix(train.as().doubleMatrix(1, 2, 3, 4));           // N×4
        mean = ones.transpose().mult(X).divide(N);                               // 1×4
        X = X.minus(ones.mult(mean));
        deviation = ones.transpose().mult(X.elementPower(2)).divide(N).elementPower(0.5);
        X = X.elementDiv(ones.mult(deviation));
        var Y = new SimpleMatrix(N, 3);                                          // N×3, one-hot
        var species = List.of("Adelie", "Chinstrap", "Gentoo");
        for (int n = 0; n < N; n++) Y.set(n, species.indexOf(train.getString(n, "species")), 1);

        // The network: 4 measurements, 8 hidden units, 3 species. The weights begin small and random.
        var random = new Random(1);
        W1 = SimpleMatrix.random_DDRM(8, 4, -0.5, 0.5, random); b1 = new SimpleMatrix(8, 1);
        W2 = SimpleMatrix.random_DDRM(3, 8, -0.5, 0.5, random); b2 = new SimpleMatrix(3, 1);
        var losses = new ArrayList<Double>();
        for (int step = 1; step <= 200; step++) {
            var A = tanh(layer(X, W1, b1));                                      // forward, N×8
            var P = softmax(layer(A, W2, b2));                                   // N×3
            double loss = -Y.elementMult(P.elementLog()).elementSum() / N;       // the cross-entropy
            var Delta2 = P.minus(Y).divide(N);                                   // backward, N×3
            SimpleMatrix gradW2 = Delta2.transpose().mult(A), gradb2 = Delta2.transpose().mult(ones);
            var Delta1 = Delta2.mult(W2).elementMult(A.elementPower(2).negative().plus(1));
            SimpleMatrix gradW1 = Delta1.transpose().mult(X), gradb1 = Delta1.transpose().mult(ones);
            W1 = W1.minus(gradW1.scale(0.1)); b1 = b1.minus(gradb1.scale(0.1));  // a step downhill
            W2 = W2.minus(gradW2.scale(0.1)); b2 = b2.minus(gradb2.scale(0.1));
            losses.add(loss);
            if (step == 1 || step % 100 == 0) System.out.printf("step %d, loss %.3f%n", step, loss);
        }

        // The test, a penguin of our own, and a curve of the loss
        var unseen = test.as().doubleMatrix(1, 2, 3, 4);
        int right = 0;
        for (int n = 0; n < 69; n++)
            if (predict(unseen[n]).get(species.indexOf(test.getString(n, "species"))) > 0.5) right++;
        System.out.printf("%d of 69 unseen penguins recognised%n", right);
        var p = predict(45, 18, 195, 3800);
        System.out.printf("Adelie %.1f %%, Chinstrap %.1f %%, Gentoo %.1f %%%n",
                100 * p.get(0), 100 * p.get(1), 100 * p.get(2));
        var chart = QuickChart.getChart("Loss by step", "step", "loss", "training", null, losses);
        ChartEncoder.saveChart(chart, "target/loss.png", "png");
    }
}
