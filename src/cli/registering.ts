import { requests, subscriptionScope, type Conversation } from '../azure';
import { errorOf } from './ask';

/** How a command ended, and what was said of providers meanwhile. */
export interface Registered<T> {
	readonly value: T;
	readonly warnings: readonly string[];
}

/**
 * A conversation in which a refusal for a provider that the subscription has not registered is answered as `az` does:
 * the provider is registered and the request sent again.
 * @see https://learn.microsoft.com/azure/azure-resource-manager/troubleshooting/error-register-resource-provider
 */
export function* registering<T>(
	conversation: Conversation<T>,
	subscriptionId: string,
): Conversation<Registered<T>> {
	const warnings: string[] = [];
	let next = conversation.next();
	while (!next.done) {
		const request = next.value;
		let response = yield request;
		if (response.status === 409) {
			const { code, message } = errorOf(response);
			const namespace = /namespace '([^']+)'/.exec(message)?.[1];
			if (code === 'MissingSubscriptionRegistration' && namespace !== undefined) {
				warnings.push(
					`Resource provider '${namespace}' used by this operation is not registered. We are registering for you.`,
				);
				const provider = `${subscriptionScope(subscriptionId)}/providers/${namespace}`;
				const registered = yield requests.arm('POST', `${provider}/register`);
				if (registered.status === 200) {
					yield requests.get(provider);
					warnings.push('Registration succeeded.');
					response = yield request;
				} else warnings.push('Registration failed. Please register manually.');
			}
		}
		next = conversation.next(response);
	}
	return { value: next.value, warnings };
}
