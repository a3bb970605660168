package io.clew.protocol.mlflow.artifacts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactPathTests {

    @ParameterizedTest
    @CsvSource({
        "a.txt, a.txt",
        "0/r/artifacts/model/MLmodel, 0/r/artifacts/model/MLmodel",
        "a/./b, a/b",
        "a//b/, a/b",
        "., ''",
        "'', ''",
        "a b.txt, a b.txt",
        "a%20b.txt, a b.txt",
        "a%2520b.txt, a b.txt",
        "100%, 100%",
        "100%zz, 100%zz",
        "dog%step%20%timestamp, dog%step %timestamp",
        "...., ....",
        "..x/y.., ..x/y..",
        "größe/模型.bin, größe/模型.bin",
        "ab:/c, ab:/c",
    })
    void readsWhatNamesOnePlaceOnly(String sent, String path) {
        assertThat(ArtifactPath.parse(sent)).hasToString(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../a",
                "a/../b",
                "a/..",
                "%2e%2e/a",
                "a/%2e%2e/b",
                "a/%252e%252e/b",
                "a/%25252e%25252e/b",
                "..%2fa",
                "a%2f..%2f..%2fb",
                "a%252f..%252fb",
                "/a",
                "//a",
                "%2fa",
                "%252fa",
                "a\\b",
                "..\\a",
                "a%5cb",
                "a%255cb",
                "a\u0000b",
                "a%00b",
                "a%2500b",
                "a\nb",
                "a%0ab",
                "a\u007fb",
                "C:",
                "C:/a",
                "c:a",
                "a:b",
                "C%3A/a",
                "x/C:/a",
                "file:///etc/passwd",
                "file:a",
                "a#b",
                "a%23b",
                "a%ff%feb",
            })
    void refusesWhatCouldNameAnother(String sent) {
        assertThatThrownBy(() -> ArtifactPath.parse(sent))
                .isInstanceOf(ClewException.class)
                .hasMessage("Invalid path");
    }

    @Test
    void refusesEndlessEscapes() {
        String sent = "%" + "25".repeat(20) + "41";
        assertThatThrownBy(() -> ArtifactPath.parse(sent)).hasMessage("Invalid path");
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        assertThat(ArtifactPath.parse("a".repeat(2048)).name()).hasSize(2048);
        assertThatThrownBy(() -> ArtifactPath.parse("a".repeat(2049))).hasMessage("Invalid path");
        assertThatThrownBy(() -> ArtifactPath.parse("ü".repeat(1025))).hasMessage("Invalid path");
        assertThatThrownBy(() -> ArtifactPath.parse("a/".repeat(101))).hasMessage("Invalid path");
        ArtifactPath half = ArtifactPath.parse("a".repeat(1500));
        assertThatThrownBy(() -> half.resolve(half)).hasMessage("Invalid path");
    }

    @Test
    void knowsItsParentAndName() {
        ArtifactPath path = ArtifactPath.parse("a/b/c");
        assertThat(path.parent()).hasToString("a/b");
        assertThat(path.name()).isEqualTo("c");
        assertThat(ArtifactPath.parse("a").parent()).isEqualTo(ArtifactPath.ROOT);
        assertThat(ArtifactPath.ROOT.parent()).isEqualTo(ArtifactPath.ROOT);
        assertThat(ArtifactPath.ROOT.resolve(path)).isEqualTo(path);
    }
}
