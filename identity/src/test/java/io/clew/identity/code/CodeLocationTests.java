package io.clew.identity.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeLocationTests {
    private static final String SHA = "693e35482bc2e526ced2b5f9f76ef83dec6ec691";

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                // url, repoUrl, path, version -> repository, last segment of the URN, path
                "https://github.com/bank/etl/blob/main/dags/a.py,git@github.com:bank/etl.git,dags/a.py,"
                        + SHA
                        + ",github.com%2Fbank%2Fetl/"
                        + SHA
                        + ",dags/a.py",
                "https://github.com/Bank/etl/blob/"
                        + SHA
                        + "/dags/a.py,'','','',github.com%2Fbank%2Fetl/"
                        + SHA
                        + ",dags/a.py",
                "https://gitlab.com/bank/risk/etl/-/blob/main/a.py,'','','',gitlab.com%2Fbank%2Frisk%2Fetl/a.py,a.py",
                "https://git.bank.example/etl/dags/a.py,'',dags/a.py,1234,"
                        + "git.bank.example%2Fetl/dags%2Fa.py%401234,dags/a.py",
                "svn://svn.bank.example/trunk,'','',r17,openlineage/svn%3A%2F%2Fsvn.bank.example%2Ftrunk%40r17,-",
                "https://me:token@github.com/bank/etl,'','',v1.2,github.com%2Fbank%2Fetl/%40v1.2,-",
                "not a url,'','','',openlineage/not%20a%20url,-",
                "'','','','',openlineage/-,-"
            })
    void namesCodeByWhereItLies(
            String url,
            String repository,
            String path,
            String version,
            String urn,
            @org.jspecify.annotations.Nullable String where) {
        CodeLocation location = CodeLocation.of("openlineage", url, repository, path, version);
        assertThat(location.name().urn()).hasToString("urn:clew:code:" + urn);
        assertThat(location.path().orElse(null)).isEqualTo(where);
        assertThat(location.name().state()).isEqualTo(CodeState.UNKNOWN);
        assertThat(location.url()).doesNotContain("token");
    }
}
