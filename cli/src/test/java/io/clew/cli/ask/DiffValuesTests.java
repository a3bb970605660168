package io.clew.cli.ask;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DiffValuesTests {

    @Test
    void wordsHowAColumnWasMadeWithoutUrns() {
        assertThat(
                        text(
                                """
                                [{"from": "urn:clew:column:postgres%3A%2F%2Fdb/shop.payments/amount_cents",
                                  "transformations": [{"type": "DIRECT", "subtype": "TRANSFORMATION",
                                    "description": "amount / 100", "masking": false}]},
                                 {"from": "urn:clew:column:postgres%3A%2F%2Fdb/shop.payments/id",
                                  "transformations": []}]
                                """))
                .isEqualTo("amount_cents: direct transformation “amount / 100”, id");
    }

    @Test
    void wordsAnyOtherMapByItsEntries() {
        assertThat(text("{\"from\": \"a\", \"to\": 3}")).isEqualTo("from a, to 3");
    }

    private static String text(String json) {
        return DiffValues.text(JsonMapper.shared().readTree(json));
    }
}
