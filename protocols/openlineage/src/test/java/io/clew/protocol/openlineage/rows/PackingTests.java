package io.clew.protocol.openlineage.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PackingTests {

    private static final byte[] EVENT =
            ("{\"eventType\":\"START\",\"run\":{\"runId\":\"01a22c08-6703-7187-9977-361462fa6053\"},"
                            + "\"job\":{\"namespace\":\"spark\",\"name\":\"daily\"},\"producer\":"
                            + "\"https://github.com/OpenLineage/OpenLineage/tree/1.53.0/integration/spark\"}")
                    .getBytes(StandardCharsets.UTF_8);

    /** The event by the first dictionary, as an earlier version packed it. */
    private static final byte[] FIRST =
            HexFormat.of()
                    .parseHex(
                            "0128b52ffd20cd5d020084026132326330382d363730332d373138372d393937372d"
                                    + "3336313436326661363035336461696c797d0a00fe3625401301706ac0a9a0fa"
                                    + "e41c3c8104506bb97e5373028b801cee263210");

    @Test
    void whatIsPackedComesBack() {
        byte[] packed = Packing.pack(EVENT);
        assertThat(packed[0]).isEqualTo((byte) 2);
        assertThat(packed.length).isLessThan(EVENT.length / 2);
        assertThat(Packing.unpack(packed)).isEqualTo(EVENT);
        assertThat(Packing.unpack(Packing.pack(new byte[0]))).isEmpty();
    }

    @Test
    void whatWasPackedByTheFirstDictionaryIsStillRead() {
        assertThat(Packing.unpack(FIRST)).isEqualTo(EVENT);
    }

    @Test
    void whatIsDamagedIsRefused() {
        byte[] packed = Packing.pack(EVENT);
        byte[] unknown = packed.clone();
        unknown[0] = 3;
        for (byte[] damaged :
                new byte[][] {
                    {}, {2}, unknown, Arrays.copyOf(packed, packed.length - 1), {2, 1, 2, 3, 4}
                }) {
            assertThatIllegalStateException()
                    .as(HexFormat.of().formatHex(damaged))
                    .isThrownBy(() -> Packing.unpack(damaged));
        }
    }
}
