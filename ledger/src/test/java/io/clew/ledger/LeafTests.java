package io.clew.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeafTests {

    private static final byte[] SALT = HexFormat.of().parseHex("000102030405060708090a0b0c0d0e0f");
    private static final byte[] FACTS = utf8("[]");

    @Test
    void aLeafIsTheHashOfItsBodiesAndNothingElseOfThem() {
        Payload payload = Payload.of(utf8("{\"secret\":\"hunter2\"}"));
        assertThat(leaf("runs/create", payload))
                .isEqualTo(
                        "{\"facts\":\"%s\",\"operation\":\"runs/create\",\"payload\":\"%s\",\"position\":7,\"principal\":\"%s\",\"protocol\":\"mlflow\",\"subjects\":\"%s\",\"time\":\"2026-01-01T00:00:00.000Z\",\"v\":1,\"workspace\":\"default\"}"
                                .formatted(
                                        hash("facts", FACTS),
                                        hash("payload/body", payload.bytes()),
                                        hash("principal", utf8("urn:clew:agent:claimed/ann")),
                                        hash("subjects", utf8("[\"urn:clew:run:mlflow/r\"]"))))
                .doesNotContain("hunter2", "ann", "mlflow/r");
    }

    @Test
    void aLeafIsCanonicalWhateverItsTexts() {
        for (String operation :
                List.of("", "a\"b\\c", "\u0000\u001f\n", "ä\ud83d\ude00", "</script>", "\u2028")) {
            String leaf = leaf(operation, Payload.NONE);
            assertThat(new String(Leaf.canonical(utf8(leaf)), StandardCharsets.UTF_8))
                    .isEqualTo(leaf);
        }
    }

    @Test
    void aLeafStaysSmallWhateverItStandsFor() {
        Payload huge = Payload.of(new byte[10_000_000]);
        assertThat(huge.bytes().length).isLessThan(200);
        assertThat(utf8(leaf("x".repeat(250), huge)).length).isLessThan(1024);
    }

    @Test
    void aBodyIsKeptWholeUpToItsLimitAndAsADigestBeyond() {
        byte[] most = new byte[Payload.BODY_BYTES_MAX];
        assertThat(Payload.of(most)).isEqualTo(new Payload(Payload.Form.BODY, most));
        byte[] more = new byte[Payload.BODY_BYTES_MAX + 1];
        Payload digest = Payload.of(more);
        assertThat(digest.form()).isEqualTo(Payload.Form.DIGEST);
        assertThat(new String(digest.bytes(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"sha256\":\"" + sha256(more) + "\",\"size_bytes\":" + more.length + "}");
    }

    @Test
    void aBodyCannotPassForADigest() {
        Payload digest = Payload.of(new byte[Payload.BODY_BYTES_MAX + 1]);
        Payload same = new Payload(Payload.Form.BODY, digest.bytes());
        assertThat(leaf("x", digest)).isNotEqualTo(leaf("x", same));
        assertThat(
                        Stream.of(Payload.Form.values())
                                .map(form -> leaf("x", new Payload(form, new byte[0])))
                                .distinct())
                .hasSize(Payload.Form.values().length);
    }

    @Test
    void formsComeBackByTheirNames() {
        for (Payload.Form form : Payload.Form.values()) {
            assertThat(Payload.Form.fromWireName(form.wireName())).isEqualTo(form);
        }
    }

    @Test
    void aPackedLeafComesBack() {
        Leaf.Head head = head("runs/create");
        PackedLeaf leaf = packed("runs/create", Payload.NONE);
        PackedLeaf again = PackedLeaf.of(leaf.bytes());
        assertThat(leaf.bytes()).hasSize(160);
        assertThat(again.bytes()).isEqualTo(leaf.bytes());
        assertThat(again.text(head)).isEqualTo(leaf.text(head));
        assertThat(again.hashInHex()).isEqualTo(sha256(utf8("\0" + leaf.text(head))));
        assertThat(PackedLeaf.ofText(leaf.text(head)).bytes()).isEqualTo(leaf.bytes());
        assertThatIllegalArgumentException().isThrownBy(() -> PackedLeaf.of(new byte[159]));
        assertThatIllegalArgumentException().isThrownBy(() -> PackedLeaf.ofText("{}"));
    }

    @Test
    void aPackedLeafTellsWhatIsAnother() {
        PackedLeaf leaf = packed("runs/create", Payload.NONE);
        assertThat(leaf.isOf(head("runs/create"))).isTrue();
        assertThat(leaf.isOf(head("runs/delete"))).isFalse();
        assertThat(leaf.otherBodies(leaf)).isEmpty();
        assertThat(leaf.otherBodies(packed("runs/create", Payload.of(utf8("{}")))))
                .containsExactly("payload");
        byte[] damaged = leaf.bytes();
        damaged[40] ^= 1;
        assertThat(PackedLeaf.of(damaged).isOf(head("runs/create"))).isFalse();
        assertThat(PackedLeaf.of(damaged).otherBodies(leaf)).containsExactly("facts");
    }

    @Test
    void aDigestIsReadBack() {
        byte[] sha256 = new byte[32];
        sha256[31] = 7;
        Payload.Digest digest = Payload.ofDigest(sha256, 123).digest().orElseThrow();
        assertThat(digest.sha256()).isEqualTo(sha256);
        assertThat(digest.sizeBytes()).isEqualTo(123);
        assertThat(Payload.of(utf8("{}")).digest()).isEmpty();
        assertThat(new Payload(Payload.Form.DIGEST, utf8("{\"path\":\"a\"}")).digest()).isEmpty();
    }

    private static String leaf(String operation, Payload payload) {
        return packed(operation, payload).text(head(operation));
    }

    private static PackedLeaf packed(String operation, Payload payload) {
        return PackedLeaf.of(
                head(operation),
                SALT,
                new Leaf.Bodies(
                        "urn:clew:agent:claimed/ann",
                        "[\"urn:clew:run:mlflow/r\"]",
                        FACTS,
                        payload));
    }

    private static Leaf.Head head(String operation) {
        return new Leaf.Head(
                7, "default", Instant.parse("2026-01-01T00:00:00Z"), "mlflow", operation);
    }

    private static String hash(String field, byte[] body) {
        byte[] name = utf8(field);
        byte[] all = new byte[SALT.length + name.length + 1 + body.length];
        System.arraycopy(SALT, 0, all, 0, SALT.length);
        System.arraycopy(name, 0, all, SALT.length, name.length);
        System.arraycopy(body, 0, all, SALT.length + name.length + 1, body.length);
        return sha256(all);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
