package io.clew.commit.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTextTests {

    @Test
    void instantsAreShortInTheTable() {
        List<String> inputs =
                List.of("start=2026-11-30T10:31:21.155Z", "completed=1969-12-31T23:59:59.999Z");
        String stored = EvidenceText.write(inputs);
        assertThat(stored).isEqualTo("[\"start=@mx34odab\",\"completed=@-1\"]");
        assertThat(EvidenceText.read(stored)).isEqualTo(inputs);
    }

    @Test
    void allElseComesBackAsItWas() {
        List<String> inputs =
                List.of(
                        "",
                        "=",
                        "@",
                        "@@",
                        "a=@",
                        "a=@@b",
                        "a=@mi96z8oj",
                        "2026-11-30T10:31:21.155Z",
                        "a=2026-11-30T10:31:21.15Z",
                        "a=2026-11-30T24:00:00.000Z",
                        "a=2026-02-30T10:31:21.155Z",
                        "a=b=2026-11-30T10:31:21.155Z",
                        "dataset=urn:clew:dataset:s3%3A%2F%2Fbank/x",
                        "a=-026-11-30T10:31:21.155Z",
                        "\u0000\"\\ä\uD83D\uDE00");
        assertThat(EvidenceText.read(EvidenceText.write(inputs))).isEqualTo(inputs);
    }

    @Test
    void whatTheFirstVersionsWroteIsStillRead() {
        assertThat(EvidenceText.read("[\"start=2026-11-30T10:31:21.155Z\"]"))
                .containsExactly("start=2026-11-30T10:31:21.155Z");
        assertThat(EvidenceText.read("[\"start=@?\"]")).containsExactly("start=@?");
        assertThat(EvidenceText.read(null)).isEmpty();
    }
}
