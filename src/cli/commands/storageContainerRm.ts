import { isObject, requests, type Conversation } from '../../azure';
import { has, maybe, one, type Args } from '../args';
import { ask, askList } from '../ask';
import { done, type CommandGroup, type Context, type Failure, type Option } from '../command';
import { CANCELLED } from '../crud';
import { ANY_GROUP, name, YES } from '../options';
import { az } from '../quote';
import { isTo, type SentRequest } from '../sentRequest';
import { flatten } from '../shape';
import { ACCOUNT, findAccount } from '../storageAccounts';

const TYPE = `${ACCOUNT}/blobServices/containers`;
const ACCOUNT_NAME: Option = {
	long: 'storage-account',
	required: true,
	summary: 'Name or id of the account.',
};

/** The id of an account's container, and of the account. */
function* containerId(
	args: Args,
	context: Context,
): Conversation<{ ok: true; account: string; id: string } | Failure> {
	const account = yield* findAccount(
		one(args, 'storage-account'),
		maybe(args, 'resource-group'),
		context,
	);
	if (!account.ok) return account;
	const id = `${account.id}/blobServices/default/containers/${one(args, 'name')}`;
	return { ok: true, account: account.id, id };
}

/** The lines of requests to containers as resources. */
function spell(sent: SentRequest): string | undefined {
	const { group, name: of, body, id } = sent;
	const words = ['--storage-account', id?.split('/')[8], '-g', group, '-n', of];
	if (isTo(sent, 'DELETE', TYPE)) return az('storage container-rm delete', ...words, '--yes');
	const { properties = {}, ...other } = isObject(body) ? body : {};
	const saysMore = isObject(properties) && Object.keys({ ...properties, ...other }).length > 0;
	if (!isTo(sent, 'PUT', TYPE) || saysMore) return undefined;
	return az('storage container-rm create', ...words);
}

/**
 * Blob containers through Resource Manager, which needs rights on the account but none on its data.
 * @see https://learn.microsoft.com/cli/azure/storage/container-rm
 */
export const storageContainerRm: CommandGroup = {
	groups: { 'storage container-rm': 'Containers, managed as resources.' },
	commands: [
		{
			name: 'storage container-rm create',
			summary: 'Creates a container through Resource Manager.',
			options: [ACCOUNT_NAME, ANY_GROUP, name('container')],
			*run(args, context) {
				const container = yield* containerId(args, context);
				if (!container.ok) return container;
				const answer = yield* ask(requests.putContainer(container.account, one(args, 'name')));
				return answer.ok ? done(flatten(answer.body)) : answer;
			},
		},
		{
			name: 'storage container-rm delete',
			summary: 'Deletes a container through Resource Manager.',
			options: [ACCOUNT_NAME, ANY_GROUP, name('container'), YES],
			*run(args, context) {
				if (!has(args, 'yes')) return CANCELLED;
				const container = yield* containerId(args, context);
				if (!container.ok) return container;
				const answer = yield* ask(requests.del(container.id));
				return answer.ok ? done() : answer;
			},
		},
		{
			name: 'storage container-rm list',
			summary: 'Lists containers through Resource Manager.',
			options: [ACCOUNT_NAME, ANY_GROUP],
			*run(args, context) {
				const container = yield* containerId(args, context);
				if (!container.ok) return container;
				const listed = yield* askList(
					requests.get(`${container.account}/blobServices/default/containers`),
				);
				return listed.ok ? done(listed.items.map(flatten)) : listed;
			},
		},
	],
	spell,
};
