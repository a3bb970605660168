package io.clew.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.clew.http.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import org.junit.jupiter.api.Test;
import tools.jackson.core.exc.JacksonIOException;

class ClientGoneTests {

    @Test
    void aClientThatLeavesAnAnswerOfJsonIsNoDefectOfOurs() {
        ClientGone gone = new ClientGone(new IOException("Broken pipe"));
        assertThat(ClientGone.in(failure(gone))).containsSame(gone);
        assertThat(ClientGone.in(failure(new IOException("No space left on device")))).isEmpty();
    }

    /** Writes JSON into a stream that fails. */
    private static JacksonIOException failure(IOException reason) {
        OutputStream broken =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw reason;
                    }
                };
        return catchThrowableOfType(
                JacksonIOException.class,
                () -> Json.write(broken, out -> out.text("long", "x".repeat(100_000))));
    }
}
