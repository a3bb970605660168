package io.clew.identity.environment;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.identity.Digests;
import io.clew.identity.MarkdownTables;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EnvironmentTests {
    @TestFactory
    Stream<DynamicTest> readsLinesOfRequirements() {
        return MarkdownTables.rows("Environments").stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.get(0), () -> reads(row.get(0), row.get(1))));
    }

    private static void reads(String line, String normal) {
        String expected =
                switch (normal) {
                    case "" -> "";
                    case "?" -> "? sha256-" + Digests.sha256(line) + "\n";
                    default -> normal + "\n";
                };
        Environment read = EnvironmentFiles.requirements(line);
        assertThat(read.normalForm()).isEqualTo(expected);
        if (read.unread().isEmpty()) {
            assertThat(EnvironmentFiles.requirements(read.normalForm())).isEqualTo(read);
        }
    }

    @Test
    void isTheSameInAnotherOrderAndSpelling() {
        Environment one = EnvironmentFiles.requirements("numpy==1.26.4\nScikit-Learn==1.4\n");
        Environment other =
                EnvironmentFiles.requirements(
                        "# pinned\r\nscikit_learn == \\\n  1.4\r\n\r\nnumpy==1.26.4\rnumpy==1.26.4");
        assertThat(one).isEqualTo(other);
        assertThat(one.normalForm()).isEqualTo("numpy==1.26.4\nscikit-learn==1.4\n");
        assertThat(one.urn())
                .hasToString(
                        "urn:clew:environment:sha256-"
                                + Digests.sha256("numpy==1.26.4\nscikit-learn==1.4\n"));
    }

    @Test
    void readsAllFilesBesideAModelAsOneEnvironment() {
        Map<String, Object> conda =
                Map.of(
                        "channels",
                        List.of("conda-forge"),
                        "dependencies",
                        List.of(
                                "python=3.11.4",
                                "conda-forge::openblas=0.3.21=h1",
                                "pip<=24.0",
                                Map.of("pip", List.of("mlflow==3.17.2", "numpy==1.26.4"))));
        Map<String, Object> pythonEnv =
                Map.of(
                        "python",
                        "3.11.4",
                        "build_dependencies",
                        List.of("pip==24.0", "setuptools"),
                        "dependencies",
                        List.of("-r requirements.txt"));
        Map<String, Object> mlmodel =
                Map.of("flavors", Map.of("python_function", Map.of("python_version", "3.11.4")));
        Environment one =
                EnvironmentFiles.conda(conda)
                        .and(EnvironmentFiles.pythonEnv(pythonEnv))
                        .and(EnvironmentFiles.requirements("mlflow==3.17.2\nnumpy==1.26.4"))
                        .and(EnvironmentFiles.mlmodel(mlmodel));
        assertThat(one.normalForm())
                .isEqualTo(
                        """
                        python 3.11.4
                        mlflow==3.17.2
                        numpy==1.26.4
                        openblas=0.3.21
                        pip<=24.0
                        pip==24.0
                        setuptools
                        """);
        assertThat(one.python()).contains("3.11.4");
        assertThat(one.packages())
                .containsExactly(
                        Map.entry("mlflow", "3.17.2"),
                        Map.entry("numpy", "1.26.4"),
                        Map.entry("openblas", "0.3.21"),
                        Map.entry("pip", "<=24.0 or 24.0"),
                        Map.entry("setuptools", "*"));
        assertThat(
                        EnvironmentFiles.mlmodel(mlmodel)
                                .and(EnvironmentFiles.requirements("mlflow==3.17.2\nnumpy==1.26.4"))
                                .and(EnvironmentFiles.pythonEnv(pythonEnv))
                                .and(EnvironmentFiles.conda(conda)))
                .isEqualTo(one);
    }

    @Test
    void takesNoRangeForAVersionOfPython() {
        Environment range =
                EnvironmentFiles.conda(Map.of("dependencies", List.of("python>=3.8,<3.12")));
        assertThat(range.python()).isEmpty();
        assertThat(range.normalForm()).isEqualTo("python<3.12,>=3.8\n");
        Environment build =
                EnvironmentFiles.conda(Map.of("dependencies", List.of("python=3.11.7=h1_0")));
        assertThat(build.python()).contains("3.11.7");
    }

    @Test
    void takesAnythingForAFile() {
        assertThat(EnvironmentFiles.conda(Map.of("dependencies", "numpy")))
                .isEqualTo(Environment.EMPTY);
        assertThat(EnvironmentFiles.conda(Map.of("dependencies", List.of(1, "!!"))).unread())
                .hasSize(2);
        assertThat(EnvironmentFiles.pythonEnv(Map.of("python", 3.11)).python()).contains("3.11");
        assertThat(EnvironmentFiles.mlmodel(Map.of("flavors", 3)).isEmpty()).isTrue();
        assertThat(EnvironmentFiles.requirements("").isEmpty()).isTrue();
    }

    @Test
    void keepsApartWhatItDoesNotReadToTheEnd() {
        String lines = "numpy==1.0\n".repeat(EnvironmentFiles.LENGTH_MAX / 11 + 1);
        Environment one = EnvironmentFiles.requirements(lines + "pandas");
        Environment other = EnvironmentFiles.requirements(lines + "polars");
        assertThat(one.unread()).isNotEmpty();
        assertThat(one.digest()).isNotEqualTo(other.digest());
    }
}
