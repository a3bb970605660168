package io.clew.identity.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.identity.Urns;
import org.junit.jupiter.api.Test;

class MlflowUrnsTests {
    @Test
    void namesWhatLivesInMlflow() {
        assertThat(MlflowUrns.experiment("/Users/me/fraud"))
                .hasToString("urn:clew:job:mlflow/%2FUsers%2Fme%2Ffraud");
        assertThat(MlflowUrns.run("6f0c")).hasToString("urn:clew:run:mlflow/6f0c");
        assertThat(MlflowUrns.model("fraud")).hasToString("urn:clew:model:mlflow/fraud");
        assertThat(MlflowUrns.modelVersion("fraud", "03"))
                .isEqualTo(MlflowUrns.modelVersion("fraud", 3))
                .hasToString("urn:clew:model-version:mlflow/fraud/3");
        assertThat(MlflowUrns.loggedModel("m-1")).hasToString("urn:clew:logged-model:mlflow/m-1");
        assertThat(MlflowUrns.artifact("6f0c", "model//./MLmodel"))
                .hasToString("urn:clew:artifact:mlflow/6f0c/model/MLmodel");
        assertThat(MlflowUrns.artifact("6f0c", "")).hasToString("urn:clew:artifact:mlflow/6f0c");
        assertThat(MlflowUrns.artifact("6f0c", "a/".repeat(5000)).toString().length())
                .isLessThan(1200);
        assertThat(MlflowUrns.evaluation("6f0c", "m-1", "train", "0bad"))
                .hasToString("urn:clew:evaluation:mlflow/6f0c/m-1/train%400bad");
        assertThat(MlflowUrns.evaluation("6f0c", null, null, null))
                .hasToString("urn:clew:evaluation:mlflow/6f0c/-/-");
        assertThat(MlflowUrns.claimedUser("root"))
                .hasToString("urn:clew:agent:claimed/mlflow/root");
    }

    @Test
    void keepsClaimedAndKnownAgentsApart() {
        assertThat(Urns.person("ana")).hasToString("urn:clew:agent:person/ana");
        assertThat(Urns.service("ci")).hasToString("urn:clew:agent:service/ci");
        assertThat(Urns.claimedAgent("metaflow", "ana"))
                .hasToString("urn:clew:agent:claimed/metaflow/ana");
        assertThat(Urns.note("1")).hasToString("urn:clew:note:clew/1");
    }

    @Test
    void readsVersionsAsNumbers() {
        assertThat(MlflowUrns.canonicalVersion("000")).isEqualTo("0");
        assertThat(MlflowUrns.canonicalVersion("٣")).isEqualTo("٣");
        assertThat(MlflowUrns.canonicalVersion("")).isEqualTo("-");
    }
}
