package dev.gatehouse.server.store.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.server.store.Backend;
import dev.gatehouse.server.store.EmptyTenant;
import dev.gatehouse.server.store.OnEveryDatabase;
import dev.gatehouse.server.tenant.Tenant;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class TenantStoreTest {
    private final EmptyTenant tenant;
    private final TenantStore tenants = new TenantStore();

    TenantStoreTest(Backend backend) {
        tenant = backend.newTenant();
    }

    @Test
    void addsATenantOnceById() {
        assertThat(tenant.does(tenants::insert)).isTrue();
        assertThat(tenant.does(tenants::insert)).isFalse();
        assertThat(tenant.list(tenants::all)).containsOnlyOnce(tenant.tenant());
    }

    @Test
    void addsATenantOnceByDomain() {
        tenant.does(tenants::insert);
        Tenant same = new Tenant(tenant.tenant().id() + "-same", tenant.tenant().domain());

        assertThat(new EmptyTenant(tenant.database(), same).does(tenants::insert))
                .isFalse();
        assertThat(tenant.list(tenants::all)).doesNotContain(same);
    }
}
