package io.clew.identity.code;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.identity.MarkdownTables;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GitRemotesTests {
    @TestFactory
    Stream<DynamicTest> readsRemotes() {
        return MarkdownTables.rows("Git remotes").stream()
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.get(0), () -> reads(row.get(0), row.get(1))));
    }

    private static void reads(String remote, String repository) {
        Optional<String> read = GitRemotes.repository(remote);
        assertThat(read).isEqualTo(Optional.of(repository).filter(r -> !r.isEmpty()));
        read.ifPresent(r -> assertThat(GitRemotes.repository(r).orElse(r)).isEqualTo(r));
    }

    @Test
    void refusesWhatIsNoRemote() {
        for (String text :
                new String[] {"", " ", "x", "a/b", ":", "://", "git@", "x".repeat(3000)}) {
            assertThat(GitRemotes.repository(text)).isEmpty();
        }
    }

    @Test
    void namesCodeOutsideGit() {
        assertThat(CodeName.byPath("host1", "/srv/train.py", CodeState.UNTRACKED).urn())
                .hasToString("urn:clew:code:host1/%2Fsrv%2Ftrain.py");
        assertThat(CodeName.byDigest("metaflow", "AB", CodeState.UNKNOWN).urn())
                .hasToString("urn:clew:code:metaflow/sha256-ab");
        assertThat(CodeName.commitId(" 9F3E00A ")).contains("9f3e00a");
        assertThat(CodeName.commitId("main")).isEmpty();
        assertThat(CodeState.UNTRACKED.wireName()).isEqualTo("untracked");
    }
}
