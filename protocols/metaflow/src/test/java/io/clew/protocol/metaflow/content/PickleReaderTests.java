package io.clew.protocol.metaflow.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PickleReaderTests {
    /** What Python's pickle makes of one dict, in protocols 4 and 2. */
    private static final List<String> DICTS =
            List.of(
                    "8004954f000000000000007d94288c016e944e8c0162945d94288889658c0169"
                            + "94284b004d39304affffffff8a05000000000174948c01669447400400000000"
                            + "00008c0174945d948c02c3a994618c05616761696e946809752e",
                    "80027d71002858010000006e71014e58010000006271025d7103288889655801"
                            + "000000697104284b004d39304affffffff8a0500000000017471055801000000"
                            + "66710647400400000000000058010000007471075d71085802000000c3a97109"
                            + "615805000000616761696e710a6809752e");

    private static final Set<Integer> KNOWN =
            Set.of(
                    0x80, 0x95, (int) '.', (int) 'N', 0x88, 0x89, (int) 'K', (int) 'M', (int) 'J',
                    0x8A, (int) 'G', 0x8C, (int) 'X', 0x8D, (int) ']', (int) '}', (int) ')', 0x85,
                    0x86, 0x87, (int) '(', (int) 't', (int) 'a', (int) 'e', (int) 's', (int) 'u',
                    0x94, (int) 'q', (int) 'r', (int) 'h', (int) 'j');

    private static Object read(String hex) throws NotPlain {
        return PickleReader.read(HexFormat.of().parseHex(hex));
    }

    private static Object read(int... bytes) throws NotPlain {
        byte[] pickle = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            pickle[i] = (byte) bytes[i];
        }
        return PickleReader.read(pickle);
    }

    @Test
    void readsPlainValues() throws NotPlain {
        assertThat(read(0x80, 4, 'N', '.')).isNull();
        assertThat(read(0x80, 2, 0x88, '.')).isEqualTo(true);
        assertThat(read(0x80, 2, 'K', 255, '.')).isEqualTo(255L);
        assertThat(read(0x80, 2, 'M', 0x39, 0x30, '.')).isEqualTo(12345L);
        assertThat(read(0x80, 2, 'J', 255, 255, 255, 255, '.')).isEqualTo(-1L);
        assertThat(read(0x80, 2, 0x8A, 5, 0, 0, 0, 0, 1, '.')).isEqualTo(1L << 32);
        assertThat(read(0x80, 2, 0x8A, 0, '.')).isEqualTo(0L);
        assertThat(read(0x80, 2, 0x8A, 9, 0, 0, 0, 0, 0, 0, 0, 0, 1, '.'))
                .isEqualTo(BigInteger.TWO.pow(64));
        assertThat(read(0x80, 2, 'G', 0x40, 4, 0, 0, 0, 0, 0, 0, '.')).isEqualTo(2.5);
        assertThat(read(0x80, 4, 0x8C, 2, 0xC3, 0xA9, '.')).isEqualTo("é");
        assertThat(read(0x80, 2, 'X', 1, 0, 0, 0, 'a', 'q', 0, '.')).isEqualTo("a");
        assertThat(read(0x80, 4, ']', 0x94, '(', 'K', 1, ')', 'e', '.'))
                .isEqualTo(List.of(1L, List.of()));
        assertThat(read(0x80, 4, '}', 0x8C, 1, 'a', 'K', 1, 's', '.')).isEqualTo(Map.of("a", 1L));
        assertThat(read(0x80, 4, 'K', 1, 'K', 2, 0x86, '.')).isEqualTo(List.of(1L, 2L));
        assertThat(read(0x80, 4, '(', 'K', 1, 't', '.')).isEqualTo(List.of(1L));
        assertThat(read(0x80, 4, '(', 0x8C, 1, 'a', 0x94, 'h', 0, 't', '.'))
                .isEqualTo(List.of("a", "a"));
    }

    @Test
    void readsWhatPythonWrites() throws NotPlain {
        for (String pickle : DICTS) {
            Map<?, ?> dict = (Map<?, ?>) read(pickle);
            assertThat(dict).hasSize(6);
            assertThat(dict.get("n")).isNull();
            assertThat(dict.get("b")).isEqualTo(List.of(true, false));
            assertThat(dict.get("i")).isEqualTo(List.of(0L, 12345L, -1L, 1L << 32));
            assertThat(dict.get("f")).isEqualTo(2.5);
            assertThat(dict.get("t")).isEqualTo(List.of("é"));
            assertThat(dict.get("again")).isEqualTo("é");
        }
    }

    @Test
    void refusesEveryOtherOpcode() {
        for (int opcode = 0; opcode < 256; opcode++) {
            if (!KNOWN.contains(opcode)) {
                int[] pickle = {0x80, 4, ')', ')', opcode, 'o', 's', '\n', 'x', '\n', '.'};
                assertThatThrownBy(() -> read(pickle))
                        .as("opcode 0x%02x", opcode)
                        .isInstanceOf(NotPlain.class)
                        .hasMessageContaining("no plain value");
            }
        }
    }

    @Test
    void refusesWhatIsNoTree() {
        // A list that holds itself; one that doubles thirty times; one two hundred levels deep.
        assertThatThrownBy(() -> read(0x80, 4, ']', 0x94, 'h', 0, 'a', '.'))
                .hasMessageContaining("itself");
        int[] bomb = new int[3 + 30 * 8 + 1];
        int at = 0;
        for (int part : new int[] {0x80, 4, ')'}) {
            bomb[at++] = part;
        }
        for (int i = 0; i < 30; i++) {
            for (int part : new int[] {0x94, 'h', i, 0x86, 'K', 0, 0x86, 0x85}) {
                bomb[at++] = part;
            }
        }
        bomb[at] = '.';
        assertThatThrownBy(() -> read(bomb)).hasMessageContaining("too large");
        int[] deep = new int[203];
        Arrays.fill(deep, 0x85);
        deep[0] = 0x80;
        deep[1] = 4;
        deep[2] = 'N';
        deep[202] = '.';
        assertThatThrownBy(() -> read(deep)).hasMessageContaining("too deep");
    }

    @Test
    void refusesWhatIsBroken() {
        for (int[] pickle :
                new int[][] {
                    {},
                    {'.'},
                    {0x80, 6, 'N', '.'},
                    {0x80, 4, 'N'},
                    {0x80, 4, 'N', 'N', '.'},
                    {0x80, 4, '(', '.'},
                    {0x80, 4, 'e', '.'},
                    {0x80, 4, 'N', 'a', '.'},
                    {0x80, 4, ']', 's', '.'},
                    {0x80, 4, '}', 'K', 1, 'K', 1, 's', '.'},
                    {0x80, 4, '}', '(', 'N', 'u', '.'},
                    {0x80, 4, 0x8C, 9, 'a', '.'},
                    {0x80, 4, 0x8C, 1, 0xFF, '.'},
                    {0x80, 4, 'h', 3, '.'},
                    {0x80, 4, 'X', 255, 255, 255, 255, '.'},
                    {0x80, 4, 0x8D, 255, 255, 255, 255, 255, 255, 255, 127, '.'},
                    {0x80, 4, 0x95, 255, 0, 0, 0, 0, 0, 0, 0, 'N', '.'},
                    {0x80, 4, 0x8A, 200, '.'},
                    {0x80, 4, 0x86, '.'}
                }) {
            assertThatThrownBy(() -> read(pickle))
                    .as(Arrays.toString(pickle))
                    .isInstanceOf(NotPlain.class);
        }
    }

    @Test
    void readsOrRefusesWhateverComes() {
        long seed = Long.getLong("clew.seed", 20261130L);
        Random random = new Random(seed);
        int read = 0;
        List<Integer> known = List.copyOf(KNOWN);
        for (int i = 0; i < 100_000; i++) {
            int[] pickle = new int[2 + random.nextInt(30)];
            for (int j = 0; j < pickle.length; j++) {
                pickle[j] =
                        random.nextInt(4) == 0
                                ? random.nextInt(256)
                                : known.get(random.nextInt(known.size()));
            }
            pickle[pickle.length - 1] = '.';
            try {
                read(pickle);
                read++;
            } catch (NotPlain refused) {
                // One of the two answers there are.
            } catch (RuntimeException | Error wrong) {
                throw new AssertionError(
                        "seed %d: %s".formatted(seed, Arrays.toString(pickle)), wrong);
            }
        }
        assertThat(read).as("seed %d", seed).isPositive();
    }
}
