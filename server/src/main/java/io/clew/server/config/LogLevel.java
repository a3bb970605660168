package io.clew.server.config;

/** Orders messages by severity, most severe first. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG
}
