package io.clew.store.internal;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.clew.model.ClewException;
import io.clew.model.ErrorCode;
import io.clew.store.Db;
import io.clew.store.Dialect;
import io.clew.store.GroupHook;
import io.clew.store.Migration;
import io.clew.store.Store;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in a PostgreSQL database, which other Clew servers may share: a pool of
 * connections for reads, and one that writes for all.
 *
 * <p>The driver lets a virtual thread wait without holding its carrier, so callers read on their
 * own threads.
 */
public final class PostgresStore implements Store {

    /** Connections that read: a few for each core keep the database busy, more only queue there. */
    private static final int READERS = Math.max(4, 2 * Runtime.getRuntime().availableProcessors());

    /** How long a read waits for a connection before its caller hears that there is none. */
    private static final long CONNECTION_WAIT_MILLIS = 5_000;

    /**
     * Times a read is run before its caller hears of a serialization failure or lost connection.
     */
    private static final int ATTEMPTS_MAX = 3;

    /** Longest wait for one answer of the database: longer means that it is gone. */
    private static final String SOCKET_TIMEOUT_SECONDS = "120";

    private final Nesting nesting = new Nesting();
    private final GroupWriter writer;
    private final HikariDataSource readers;

    private PostgresStore(PostgresAddress address) {
        this.writer = new GroupWriter(new CommittedTransactions(() -> writer(address)), nesting);
        this.readers = new HikariDataSource(pool(address));
    }

    /** Opens a store; see {@link io.clew.store.Stores#postgresql}. */
    public static Store open(
            String url,
            @Nullable String user,
            @Nullable String password,
            List<Migration> migrations) {
        PostgresAddress address = PostgresAddress.of(url, user, password);
        try (JdbcDb db = writer(address)) {
            Migrations.run(db, migrations);
        } catch (SQLException | DatabaseFailure e) {
            throw cannotBeOpened(address, e);
        }
        return new PostgresStore(address);
    }

    /** Opens a store for reading only; see {@link io.clew.store.Stores#inspectPostgresql}. */
    public static Store inspect(String url, List<Migration> migrations) {
        PostgresAddress address = PostgresAddress.of(url, null, null);
        try (JdbcDb db = writer(address)) {
            Migrations.requireCurrent(db, migrations);
        } catch (SQLException | DatabaseFailure e) {
            throw cannotBeOpened(address, e);
        }
        return new ReadOnlyStore(new PostgresStore(address));
    }

    private static ClewException cannotBeOpened(PostgresAddress address, Exception cause) {
        ClewException refusal =
                new ClewException(
                        ErrorCode.UNAVAILABLE,
                        "the PostgreSQL database at "
                                + address
                                + " cannot be opened: "
                                + cause.getMessage());
        refusal.initCause(cause);
        return refusal;
    }

    private static JdbcDb writer(PostgresAddress address) throws SQLException {
        Connection connection = DriverManager.getConnection(address.jdbcUrl(), properties(address));
        try {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            JdbcDb db = new JdbcDb(connection, Dialect.POSTGRESQL, JdbcDb.STATEMENTS_MAX);
            // A server that hangs inside a group must not hold the log's head for all others.
            db.executeOnce("SET lock_timeout = '60s'");
            db.executeOnce("SET idle_in_transaction_session_timeout = '60s'");
            db.commit();
            return db;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static HikariConfig pool(PostgresAddress address) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("clew-readers");
        config.setJdbcUrl(address.jdbcUrl());
        config.setDataSourceProperties(properties(address));
        config.setMaximumPoolSize(READERS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(false);
        config.setReadOnly(true);
        config.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
        return config;
    }

    private static Properties properties(PostgresAddress address) {
        Properties properties = new Properties();
        if (address.user() != null) {
            properties.setProperty("user", address.user());
        }
        if (address.password() != null) {
            properties.setProperty("password", address.password());
        }
        properties.setProperty("ApplicationName", "clew");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "10");
        properties.setProperty("socketTimeout", SOCKET_TIMEOUT_SECONDS);
        properties.setProperty("tcpKeepAlive", "true");
        return properties;
    }

    @Override
    public <T> T read(Function<Db, T> work) {
        nesting.refuse("read");
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = borrow()) {
                nesting.enter("read");
                T result = work.apply(new JdbcDb(connection, Dialect.POSTGRESQL, 0));
                connection.commit();
                return result;
            } catch (SQLException | DatabaseFailure e) {
                DatabaseFailure failure = DatabaseFailure.of(e);
                boolean mayHelp = failure.isRetriable() || failure.isOfConnection();
                if (!mayHelp || attempt == ATTEMPTS_MAX) {
                    throw failure.forCaller();
                }
            } finally {
                nesting.leave();
            }
        }
    }

    private Connection borrow() {
        try {
            return readers.getConnection();
        } catch (SQLException e) {
            throw DatabaseFailure.of(e).forCaller();
        }
    }

    @Override
    public <T> T write(Function<Db, T> work) {
        return writer.write(work);
    }

    @Override
    public void around(GroupHook hook) {
        writer.around(hook);
    }

    @Override
    public String databaseName() {
        return "postgresql";
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
    }
}
