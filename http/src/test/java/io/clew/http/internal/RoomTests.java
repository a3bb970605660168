package io.clew.http.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Holds that one client cannot fill the memory with bodies that each are within their limit. */
class RoomTests {
    private static final int MANY = 1 << 20;

    private final Room room = new Room(MANY);

    private SentBody body(int bytes) {
        return new SentBody(new Sent(bytes), 4 * MANY, room);
    }

    @Test
    void refusesWhatTheOthersLeaveNoRoomForAndTakesItLater() throws IOException {
        SentBody one = body(MANY - 1000);
        assertThat(one.bytes()).hasSize(MANY - 1000);
        SentBody small = body(1000);
        assertThat(small.bytes()).hasSize(1000);
        assertThatThrownBy(() -> body(MANY / 2).bytes())
                .isInstanceOfSatisfying(
                        ClewException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        one.release();
        assertThat(body(MANY / 2).bytes()).hasSize(MANY / 2);
    }

    @Test
    void takesOneAloneHoweverLargeItIs() throws IOException {
        SentBody large = body(3 * MANY);
        assertThat(large.bytes()).hasSize(3 * MANY);
        assertThatThrownBy(() -> body(1).bytes()).isInstanceOf(ClewException.class);
        large.release();
        assertThat(body(1).bytes()).hasSize(1);
    }

    @Test
    void holdsNothingOfABodyThatIsRefusedForItsLength() throws IOException {
        SentBody tooLong = new SentBody(new Sent(MANY), MANY / 2, room);
        assertThatThrownBy(tooLong::bytes)
                .isInstanceOfSatisfying(
                        ClewException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED));
        tooLong.release();
        assertThat(body(MANY).bytes()).hasSize(MANY);
    }

    /** Shows a body as it comes in chunks, of which nobody says how long they are together. */
    private record Sent(int bytes) implements Arrival {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return "/";
        }

        @Override
        public @Nullable String query() {
            return null;
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }

        @Override
        public String remoteAddress() {
            return "127.0.0.1";
        }

        @Override
        public InputStream body() {
            return new ByteArrayInputStream(new byte[bytes]);
        }

        @Override
        public long length() {
            return -1;
        }
    }
}
