/** Names that a person would choose for the resources of a program. */

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A word inside a name; `STORE_KEY` does not shout there. */
const inner = (word: string): string =>
	capital(/^[A-Z0-9]{4,}$/.test(word) ? word.toLowerCase() : word);

/** The words of a name: `kv-shopProd` is `kv`, `shop`, `Prod`. */
const wordsOf = (name: string): string[] => name.match(/[A-Za-z0-9]+/g) ?? [];

/** `kv-shop` as `kvShop`. */
export function camelCase(...names: readonly string[]): string {
	const [first = '', ...rest] = names.flatMap(wordsOf);
	const head = /^[A-Z0-9]+$/.test(first)
		? first.toLowerCase()
		: first.charAt(0).toLowerCase() + first.slice(1);
	return head + rest.map(inner).join('');
}

/** `kvShop` as `kv_shop`, `vmAReader` as `vm_a_reader`. */
export const snakeCase = (name: string): string =>
	wordsOf(name)
		.join('_')
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.replace(/([A-Z])([A-Z][a-z])/g, '$1_$2')
		.toLowerCase();

/** Words of the languages, and names of functions that programs use. */
const TAKEN = new Set(
	`resource module param var output existing if for in import using provider extension type func metadata targetScope assert
	true false null location resourceGroup subscription tenant deployment environment guid format concat string int bool
	array object reference locals variable data terraform count depends_on lifecycle each self any az sys name scope
	parent dependsOn properties with as constructor toString valueOf tags id`.split(/\s+/),
);

/** One thing that wants a name: better ones first. All that want the same one step back to the next. */
export interface Wish {
	readonly id: string;
	readonly names: readonly string[];
}

/** Gives everything a name of its own. The same things get the same names in whatever order they come. */
export function chooseNames(
	wishes: readonly Wish[],
	taken: Iterable<string> = [],
): ReadonlyMap<string, string> {
	const chosen = new Map<string, string>();
	const used = new Set<string>([...taken].map((name) => name.toLowerCase()));
	let open = wishes;
	for (let level = 0; open.length > 0 && level < 4; level++) {
		const wanted = (wish: Wish) => wish.names[level] ?? '';
		const counts = new Map<string, number>();
		for (const wish of open) {
			const key = wanted(wish).toLowerCase();
			counts.set(key, (counts.get(key) ?? 0) + 1);
		}
		const left: Wish[] = [];
		for (const wish of open) {
			const name = wanted(wish);
			const isFree =
				/^[A-Za-z]/.test(name) &&
				!TAKEN.has(name) &&
				counts.get(name.toLowerCase()) === 1 &&
				!used.has(name.toLowerCase());
			if (isFree) chosen.set(wish.id, name);
			else left.push(wish);
		}
		for (const name of chosen.values()) used.add(name.toLowerCase());
		open = left;
	}
	for (const wish of [...open].sort((a, b) => (a.id < b.id ? -1 : 1))) {
		const stem = wish.names.findLast((name) => /^[A-Za-z]/.test(name)) ?? 'thing';
		let number = 2;
		while (used.has(`${stem}${number}`.toLowerCase())) number++;
		chosen.set(wish.id, `${stem}${number}`);
		used.add(`${stem}${number}`.toLowerCase());
	}
	return chosen;
}

/** Words that a type goes by where its own last segment says too little. */
const TYPE_WORDS: Readonly<Record<string, string>> = {
	'microsoft.compute/virtualmachines': 'Vm',
	'microsoft.compute/virtualmachinescalesets': 'ScaleSet',
	'microsoft.keyvault/vaults': 'Vault',
	'microsoft.storage/storageaccounts': 'Storage',
	'microsoft.web/sites': 'App',
	'microsoft.web/serverfarms': 'Plan',
	'microsoft.managedidentity/userassignedidentities': 'Identity',
	'microsoft.resources/resourcegroups': 'Group',
	'microsoft.containerregistry/registries': 'Registry',
	'microsoft.containerservice/managedclusters': 'Cluster',
	'microsoft.documentdb/databaseaccounts': 'Cosmos',
	'microsoft.servicebus/namespaces': 'ServiceBus',
	'microsoft.eventhub/namespaces': 'EventHub',
	'microsoft.appconfiguration/configurationstores': 'Configuration',
	'microsoft.apimanagement/service': 'Gateway',
};

/** A word for a type: `Vm`, `Vault`, `Slot`. */
export function typeWord(type: string): string {
	const known = TYPE_WORDS[type.toLowerCase()];
	if (known !== undefined) return known;
	const last = type.split('/').at(-1) ?? '';
	return capital(last.replace(/ies$/, 'y').replace(/(?<!s)s$/, ''));
}
