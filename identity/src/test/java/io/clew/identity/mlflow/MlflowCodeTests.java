package io.clew.identity.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.identity.Digests;
import io.clew.identity.code.CodeName;
import io.clew.identity.code.CodeState;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MlflowCodeTests {
    private static final String SHA = "9f3e00000000000000000000000000000000abcd";

    private static Map<String, String> tags(String... keysAndValues) {
        Map<String, String> tags = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            tags.put("mlflow.source." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return tags;
    }

    private static CodeName read(Map<String, String> tags) {
        return MlflowCode.of(tags, "run1").orElseThrow();
    }

    @Test
    void neverTakesAnUntoldStateForClean() {
        CodeName code =
                read(tags("git.commit", SHA, "git.repoURL", "git@github.com:bank/fraud.git"));
        assertThat(code.urn()).hasToString("urn:clew:code:github.com%2Fbank%2Ffraud/" + SHA);
        assertThat(code.state()).isEqualTo(CodeState.UNKNOWN);
    }

    @Test
    void namesChangesByTheirPatchOrTheirRun() {
        CodeName clean = read(tags("git.commit", SHA, "git.dirty", "False"));
        assertThat(clean.state()).isEqualTo(CodeState.CLEAN);
        assertThat(clean.urn()).hasToString("urn:clew:code:git/" + SHA);

        CodeName patched = read(tags("git.commit", SHA, "git.dirty", "True", "git.diff", "+1\n"));
        assertThat(patched.state()).isEqualTo(CodeState.DIRTY);
        assertThat(patched.urn().last()).isEqualTo(SHA + "-dirty-sha256-" + Digests.sha256("+1\n"));

        CodeName unkept = read(tags("git.commit", SHA, "git.dirty", "true"));
        assertThat(unkept.urn().last()).isEqualTo(SHA + "-dirty-run-run1");
    }

    @Test
    void fallsBackToTheEntryPoint() {
        CodeName code = read(tags("name", "/home/me/train.py", "git.commit", "not a commit"));
        assertThat(code.urn()).hasToString("urn:clew:code:mlflow/%2Fhome%2Fme%2Ftrain.py");
        assertThat(code.state()).isEqualTo(CodeState.UNKNOWN);
    }

    @Test
    void takesTheRepositoryFromAProjectsSource() {
        CodeName code =
                read(tags("name", "https://github.com/bank/fraud#train", "git.commit", SHA));
        assertThat(code.repository()).contains("github.com/bank/fraud");
    }

    @Test
    void namesNoCodeByItsLauncher() {
        for (String launcher :
                new String[] {"/venv/lib/ipykernel_launcher.py", "-c", "<stdin>", " ", ""}) {
            assertThat(MlflowCode.of(tags("name", launcher), "run1")).isEmpty();
        }
        assertThat(MlflowCode.of(Map.of(), "run1")).isEmpty();
    }
}
