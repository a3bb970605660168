package io.clew.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.clew.server.config.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ServerFlagsTests {

    @Command
    static final class Serving {
        @Mixin ServerFlags flags = new ServerFlags();
    }

    /** Guides and messages name settings by their flags. */
    @ParameterizedTest
    @EnumSource(Setting.class)
    void everySettingHasItsFlag(Setting setting) {
        String value = setting == Setting.INSECURE ? "" : "=5";
        Serving serving = new Serving();
        new CommandLine(serving).parseArgs(setting.flag() + value);
        assertThat(serving.flags.given())
                .containsOnlyKeys(setting)
                .containsEntry(setting, setting == Setting.INSECURE ? "true" : "5");
    }

    @Test
    void forwardingNeedsNoValue() {
        Serving serving = new Serving();
        new CommandLine(serving)
                .parseArgs("--sagemaker-forward", "--sagemaker-account", "123456789012");
        assertThat(serving.flags.given())
                .containsEntry(Setting.SAGEMAKER_FORWARD, "true")
                .containsEntry(Setting.SAGEMAKER_ACCOUNT, "123456789012");
    }
}
