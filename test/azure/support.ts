import {
	advance,
	createWorld,
	currentSubscription,
	handle,
	makeResourceId,
	parseJson,
	requests,
	type HttpRequest,
	type HttpResponse,
	type JsonObject,
	type Milliseconds,
	type World,
	type WorldOptions,
} from '../../src/azure';

/** A learner's Azure: sends requests one after another and keeps the world. */
export class Azure {
	world: World;
	constructor(options?: WorldOptions) {
		this.world = createWorld(options);
	}
	get subscription() {
		return currentSubscription(this.world);
	}
	id(type: string, ...names: string[]) {
		return makeResourceId(this.subscription, 'rg', type, ...names);
	}
	send(request: HttpRequest): HttpResponse {
		const [world, response] = handle(this.world, request);
		this.world = world;
		return response;
	}
	/** Sends and gives back the JSON body. */
	ask(request: HttpRequest): JsonObject {
		return (parseJson(this.send(request).body) ?? {}) as JsonObject;
	}
	advance(duration: Milliseconds) {
		this.world = advance(this.world, duration);
	}
	group() {
		return this.send(requests.putResourceGroup(this.subscription, 'rg', 'westeurope'));
	}
	put(type: string, name: string, body: JsonObject = {}) {
		return this.send(
			requests.putResource(this.id(type, name), { location: 'westeurope', ...body }),
		);
	}
	identity(name: string) {
		this.send(requests.putUserAssignedIdentity(this.subscription, 'rg', name, 'westeurope'));
		const id = this.id(USER_ASSIGNED, name);
		return {
			id,
			...(this.ask(requests.get(id)).properties as { principalId: string; clientId: string }),
		};
	}
	/** The `identity` block that Azure answers for a resource. */
	identityOf(id: string) {
		return this.ask(requests.get(id)).identity as
			| {
					type: string;
					principalId?: string;
					tenantId?: string;
					userAssignedIdentities?: Record<string, { principalId: string; clientId: string }>;
			  }
			| undefined;
	}
	/** The code of the error that Azure answers, or the status when it is none. */
	code(request: HttpRequest): string | number {
		const response = this.send(request);
		const body = parseJson(response.body) as { error?: { code?: string } } | undefined;
		return body?.error?.code ?? response.status;
	}
}

export const VM = 'Microsoft.Compute/virtualMachines';
export const SITE = 'Microsoft.Web/sites';
export const VAULT = 'Microsoft.KeyVault/vaults';
export const STORAGE = 'Microsoft.Storage/storageAccounts';
export const CONTAINER = 'Microsoft.Storage/storageAccounts/blobServices/containers';
export const USER_ASSIGNED = 'Microsoft.ManagedIdentity/userAssignedIdentities';
