package dev.gatehouse.server.start;

import dev.gatehouse.server.event.LogStore;
import dev.gatehouse.server.eventstream.EventStreamDelivery;
import dev.gatehouse.server.eventstream.RecordedEventStore;
import dev.gatehouse.server.job.JobRetention;
import dev.gatehouse.server.logstream.LogStreamDelivery;
import dev.gatehouse.server.logstream.LogStreamStore;
import dev.gatehouse.server.mail.MailComposer;
import dev.gatehouse.server.mail.delivery.MailDelivery;
import dev.gatehouse.server.management.Services;
import dev.gatehouse.server.tenant.Tenants;
import dev.gatehouse.server.user.UserImport;
import dev.gatehouse.server.userexport.UsersExport;
import dev.gatehouse.server.userimport.CompletionMail;
import dev.gatehouse.server.userimport.RowCheck;
import dev.gatehouse.server.userimport.UsersImport;
import dev.gatehouse.server.work.BackgroundWork;
import dev.gatehouse.server.work.Retention;
import dev.gatehouse.server.work.WorkSource;
import java.time.InstantSource;
import java.util.List;

/** What is done beside the requests: the one list of it. */
final class BackgroundSources {
    private BackgroundSources() {}

    static BackgroundWork of(Wiring wiring, Tenants tenants) {
        Services services = wiring.services;
        InstantSource clock = wiring.clock;
        List<WorkSource> sources = List.of(
                new Retention("log-retention", new LogStore(), wiring.configuration.logRetention(), clock),
                new LogStreamDelivery(
                        new LogStreamStore(wiring.documents),
                        wiring.outgoing.client(),
                        clock,
                        wiring.database.isShared()),
                new Retention("event-retention", wiring.recordedEvents, RecordedEventStore.KEPT, clock),
                new EventStreamDelivery(wiring.eventStreams, wiring.outgoing.client(), clock),
                new MailDelivery(
                        wiring.mails,
                        new MailComposer(services.liquid(), services.users(), wiring.documents),
                        services.tickets(),
                        services.jobs(),
                        wiring.logEvents,
                        wiring.outgoing.client(),
                        wiring.outgoing.addresses(),
                        wiring.outgoing.trust(),
                        clock),
                new UsersExport(services.jobs(), services.jobFiles(), services.users(), clock),
                usersImport(wiring),
                new JobRetention(services.jobs(), services.jobFiles()));
        return new BackgroundWork(wiring.database, tenants.all(), sources, clock, wiring.identifiers.alphanumeric(16));
    }

    private static UsersImport usersImport(Wiring wiring) {
        Services services = wiring.services;
        UserImport users = new UserImport(
                services.users(),
                services.userCreation(),
                services.userUpdate(),
                wiring.passwords,
                wiring.hasher,
                services.authenticationMethods());
        return new UsersImport(
                services.jobs(),
                services.jobFiles(),
                wiring.connections.connections(),
                users,
                new RowCheck(wiring.contract, users),
                services.importLimits(),
                new CompletionMail(services.outbox(), wiring.documents),
                wiring.logEvents,
                wiring.clock);
    }
}
