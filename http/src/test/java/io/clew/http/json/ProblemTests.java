package io.clew.http.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.http.Response;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTests {

    @ParameterizedTest
    @EnumSource
    void onlyWhatIsUnavailableSaysWhenToAskAgain(ErrorCode code) {
        Response answer = Problem.of(new ClewException(code, "no"));
        assertThat(answer.headers().containsKey("Retry-After"))
                .isEqualTo(code == ErrorCode.UNAVAILABLE);
        assertThat(answer.status() == 503).isEqualTo(code == ErrorCode.UNAVAILABLE);
    }
}
