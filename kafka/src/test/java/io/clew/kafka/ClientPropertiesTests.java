package io.clew.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.clew.model.ClewException;
import io.clew.model.Workspace;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientPropertiesTests {

    private static final String JAAS =
            "org.apache.kafka.common.security.plain.PlainLoginModule required"
                    + " username=\"clew\" password=\"s3cret\";";

    private static ClientProperties of(Map<String, String> client) {
        return new ClientProperties(
                new KafkaSettings("b:9092", "t", "g", "t.dead", Workspace.DEFAULT, client));
    }

    @Test
    void acceptsWhatSecurityNeeds() {
        ClientProperties properties =
                of(
                        Map.of(
                                "security.protocol", "SASL_SSL",
                                "sasl.mechanism", "PLAIN",
                                "sasl.jaas.config", JAAS,
                                "ssl.truststore.password", "changeit"));
        properties.check();
        assertThat(properties.consumer()).containsEntry("security.protocol", "SASL_SSL");
        assertThat(properties.producer()).containsEntry("sasl.mechanism", "PLAIN");
        assertThat(properties.admin()).containsEntry("sasl.jaas.config", JAAS);
        assertThat(properties.secrets()).containsExactlyInAnyOrder(JAAS, "changeit");
    }

    @Test
    void acceptsTheNewProtocolOfGroups() {
        ClientProperties properties = of(Map.of("group.protocol", "consumer"));
        properties.check();
        assertThat(properties.consumer()).doesNotContainKey("session.timeout.ms");
    }

    @Test
    void refusesWhatReadingExactlyOnceRestsOn() {
        assertThatThrownBy(() -> of(Map.of("enable.auto.commit", "true")).check())
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("must not set enable.auto.commit");
    }

    @Test
    void refusesWhatKafkaDoesNotKnowAndShowsNoSecret() {
        assertThatThrownBy(
                        () ->
                                of(Map.of(
                                                "security.protocol", "changeit",
                                                "ssl.key.password", "changeit"))
                                        .check())
                .isInstanceOf(ClewException.class)
                .hasMessageContaining("security.protocol")
                .hasMessageNotContaining("changeit");
    }

    @Test
    void isNotSeenInLogs() {
        assertThat(
                        new KafkaSettings(
                                "b:9092",
                                "t",
                                "g",
                                "t.dead",
                                Workspace.DEFAULT,
                                Map.of("sasl.jaas.config", JAAS)))
                .asString()
                .doesNotContain("s3cret");
    }
}
