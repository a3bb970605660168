package io.clew.identity.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetNameTests {

    @ParameterizedTest
    @CsvSource({
        "s3://bank, raw/payments, s3://bank/raw/payments",
        "hdfs://node:8020, /raw/payments, hdfs://node:8020/raw/payments",
        "file://host, /raw/payments.csv, file://host/raw/payments.csv",
        "file, /raw/payments.csv, /raw/payments.csv",
        "file, payments.csv, file/payments.csv",
        "bigquery, bank.raw.payments, bigquery/bank.raw.payments",
    })
    void isCalledAsPeopleWriteIt(String namespace, String name, String text) {
        assertThat(new DatasetName(namespace, name).text()).isEqualTo(text);
    }
}
