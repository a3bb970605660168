package io.clew.store.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
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

    /** The curve of benchmarks/load, whose values and times hold 6.75 bytes of noise a point. */
    @Test
    void theBenchmarksCurveTakesLittleMoreThanItsNoise() {
        Random random = new Random(7);
        Points points = new Points(4096);
        long time = 1_767_225_600_000L;
        for (int i = 0; i < 4096; i++) {
            double trend = 0.05 + 2.3 * Math.exp(-i / 9000.0);
            double loss = trend * (1 + 0.08 * random.nextGaussian());
            points.add(new MetricPoint("loss", loss, time, i));
            time += 40 + random.nextInt(8);
        }
        assertThat(MetricBlock.encode(points).length).isLessThan(7 * 4096);
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
    void aBlockOfVersionOneWithSplitValuesIsStillRead() {
        Points expected = new Points(20);
        for (int i = 0; i < 20; i++) {
            double value = (i - 5) * 0.1 + 0.01 / (i + 3);
            expected.add(new MetricPoint("m", value, 1_767_225_600_000L + 40 * i + i % 3, i));
        }
        String stored =
                "011480a0d5edee664c02f3cf3cf3cc000200000000017ea5023f92c5f92c5f931970a3d7"
                        + "0a3d718989374bc6a7f03e58bf258bf258db277f44c118de6047ae147ae147b64f13579b"
                        + "e0246ba6e978d4fdf3ba0684306843068709a740da740da890032698cff365c8ce434a9b"
                        + "1017a4cd7b900aec341299eb851eb851f9668cf359c0269500091a2b3c4d62833782f6d6"
                        + "804743353f7ced9169a267600f9a9343519a10c1a10c1a40";
        assertThat(bits(MetricBlock.decode(HexFormat.of().parseHex(stored))))
                .isEqualTo(bits(expected));
    }

    @Test
    void negativeFloatsAndFloatsOfBothSignsTakeLittleToo() {
        Random random = new Random(7);
        Points negative = new Points(4096);
        Points both = new Points(4096);
        for (int i = 0; i < 4096; i++) {
            negative.add(new MetricPoint("n", (float) (-1 - random.nextFloat()), 1000L * i, i));
            both.add(new MetricPoint("b", (float) random.nextGaussian(), 1000L * i, i));
        }
        assertThat(MetricBlock.encode(negative).length).isLessThan(4 * 4096);
        assertThat(MetricBlock.encode(both).length).isLessThan(4 * 4096);
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
        int shape = random.nextInt(6);
        Points points = new Points(size);
        for (int i = 0; i < size; i++) {
            double value =
                    switch (shape + random.nextInt(100) / 99) {
                        case 0 -> random.nextDouble();
                        case 1 -> ODD_VALUES[random.nextInt(ODD_VALUES.length)];
                        case 2 -> random.nextFloat();
                        case 3 -> random.nextGaussian();
                        case 4 -> (float) (-2 - random.nextDouble());
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
