import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * Gives the values of a training's loss as text: it decays and is noisy, and no two steps are alike.
 *
 * <p>Written once, so that the load generator does not spend its time on printing doubles.
 */
final class Curve {

    private static final int STEPS = 1 << 16;
    private static final long SEED = 7;

    private final byte[][] values = new byte[STEPS][];

    Curve() {
        Random random = new Random(SEED);
        for (int step = 0; step < STEPS; step++) {
            double trend = 0.05 + 2.3 * Math.exp(-step / 9000.0);
            double loss = trend * (1 + 0.08 * random.nextGaussian());
            values[step] = Double.toString(loss).getBytes(StandardCharsets.US_ASCII);
        }
    }

    byte[] at(long step) {
        return values[(int) (step & (STEPS - 1))];
    }
}
