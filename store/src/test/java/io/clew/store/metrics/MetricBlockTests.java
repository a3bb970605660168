package io.clew.store.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;

class MetricBlockTests {

    private static final double[] ODD_VALUES = {
        Double.NaN,
        Double.longBitsToDouble(0x7FF8_0000_0000_BEEFL),
        Double.longBitsToDouble(0xFFF0_0000_0000_0001L),
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        -0.0,
        0.0,
        Double.MIN_VALUE,
        -Double.MAX_VALUE,
        Double.MAX_VALUE
    };
    private static final long[] ODD_INTEGERS = {
        Long.MIN_VALUE, Long.MAX_VALUE, -1, 0, 1, Integer.MIN_VALUE, 1L << 53
    };

    @Test
    void everyBitSurvivesARoundTrip() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            Points points = randomPoints(random, 1 + random.nextInt(600));
            assertThat(bits(MetricBlock.decode(MetricBlock.encode(points))))
                    .as("seed %d, round %d", seed, round)
                    .isEqualTo(bits(points));
        }
    }

    @Test
    void aSingleFlippedOrMissingByteNeverCrashesOrHangsAReader() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] block = MetricBlock.encode(randomPoints(random, 50));
        for (int cut = 0; cut < block.length; cut++) {
            byte[] shorter = Arrays.copyOf(block, cut);
            assertThatThrownBy(() -> MetricBlock.decode(shorter))
                    .as("seed %d, cut at %d", seed, cut)
                    .isInstanceOf(IllegalStateException.class);
        }
        for (int i = 0; i < block.length; i++) {
            byte[] flipped = block.clone();
            flipped[i] ^= (byte) (1 << random.nextInt(8));
            try {
                MetricBlock.decode(flipped);
            } catch (IllegalStateException expected) {
                assertThat(expected).hasMessageContaining("block");
            }
        }
    }

    @Test
    void aLossCurveTakesFewerThanEightBytesAPoint() {
        Random random = new Random(7);
        Points points = new Points(4096);
        long time = 1_767_225_600_000L;
        for (int i = 0; i < 4096; i++) {
            time += 20 + random.nextInt(30);
            double loss = 1.0 / (1 + i * 0.01) + random.nextGaussian() * 0.02;
            points.add(new MetricPoint("loss", loss, time, i));
        }
        assertThat(MetricBlock.encode(points).length).isLessThan(8 * 4096);
    }

    @Test
    void evenNoiseOfBothSignsTakesFewerThanEightBytesAPoint() {
        Random random = new Random(7);
        Points points = new Points(4096);
        for (int i = 0; i < 4096; i++) {
            points.add(new MetricPoint("m", random.nextGaussian(), 1000 + i / 100, i));
        }
        assertThat(MetricBlock.encode(points).length).isLessThan(8 * 4096);
    }

    @Test
    void floatsAndConstantsTakeLittle() {
        Random random = new Random(7);
        Points floats = new Points(4096);
        Points constant = new Points(4096);
        for (int i = 0; i < 4096; i++) {
            floats.add(new MetricPoint("f", random.nextFloat(), 1000L * i, i));
            constant.add(new MetricPoint("c", 0.1, 1000L * i, i));
        }
        assertThat(MetricBlock.encode(floats).length).isLessThan(4 * 4096);
        assertThat(MetricBlock.encode(constant).length).isLessThan(1024);
    }

    @Test
    void anUnknownVersionIsRefusedByName() {
        byte[] block = MetricBlock.encode(randomPoints(new Random(1), 1));
        block[0] = 9;
        assertThatThrownBy(() -> MetricBlock.decode(block)).hasMessageContaining("version 9");
    }

    private static Points randomPoints(Random random, int size) {
        LongUnaryOperator times = integers(random);
        LongUnaryOperator steps = integers(random);
        int shape = random.nextInt(5);
        Points points = new Points(size);
        for (int i = 0; i < size; i++) {
            double value =
                    switch (shape + random.nextInt(100) / 99) {
                        case 0 -> random.nextDouble();
                        case 1 -> ODD_VALUES[random.nextInt(ODD_VALUES.length)];
                        case 2 -> random.nextFloat();
                        case 3 -> random.nextGaussian();
                        default -> Double.longBitsToDouble(random.nextLong());
                    };
            points.add(
                    times.applyAsLong(i),
                    steps.applyAsLong(i),
                    Double.doubleToRawLongBits(value),
                    random.nextInt(8) == 0 ? random.nextInt() : 0);
        }
        return points;
    }

    private static LongUnaryOperator integers(Random random) {
        long start = random.nextLong();
        return switch (random.nextInt(4)) {
            case 0 -> i -> i;
            case 1 -> i -> start + i * 1000 + random.nextInt(50);
            case 2 -> i -> ODD_INTEGERS[random.nextInt(ODD_INTEGERS.length)];
            default -> i -> random.nextLong();
        };
    }

    private static List<List<Long>> bits(Points points) {
        List<List<Long>> all = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            all.add(
                    List.of(
                            points.time(i),
                            points.step(i),
                            points.valueBits(i),
                            (long) points.association(i)));
        }
        return all;
    }
}
