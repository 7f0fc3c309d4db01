import { requests } from '../azure';

/** Versions of providers that the simulator's own requests do not name. */
const OTHERS: Readonly<Record<string, string>> = {
	'microsoft.authorization/locks': '2020-05-01',
	'microsoft.authorization/roledefinitions': '2022-04-01',
	'microsoft.resources/deployments': '2022-09-01',
	'microsoft.resources/tags': '2022-09-01',
	// Widely known; what changed since, exports say themselves.
	'microsoft.keyvault': '2023-07-01',
	'microsoft.insights/components': '2020-02-02',
	'microsoft.insights/diagnosticsettings': '2021-05-01-preview',
	'microsoft.network': '2024-01-01',
	'microsoft.cognitiveservices': '2023-05-01',
	'microsoft.eventgrid': '2022-06-15',
	'microsoft.search': '2023-11-01',
	'microsoft.signalrservice': '2023-02-01',
	'microsoft.synapse': '2021-06-01',
	'microsoft.machinelearningservices': '2024-04-01',
	'microsoft.dbforpostgresql': '2022-12-01',
	'microsoft.dbformysql': '2021-05-01',
	'microsoft.streamanalytics': '2020-03-01',
	'microsoft.batch': '2024-02-01',
	'microsoft.kusto': '2023-08-15',
	'microsoft.devices': '2023-06-30',
	'microsoft.databricks': '2023-05-01',
	'microsoft.cdn': '2024-02-01',
	'microsoft.recoveryservices': '2024-04-01',
	'microsoft.loadtestservice': '2022-12-01',
	'microsoft.purview': '2021-12-01',
	'microsoft.appplatform': '2023-12-01',
	'microsoft.cache': '2023-08-01',
	'microsoft.servicefabric': '2021-06-01',
	'microsoft.hybridcompute': '2024-07-10',
	'microsoft.kubernetes': '2024-01-01',
	'microsoft.datashare': '2021-08-01',
	'microsoft.azurestackhci': '2024-01-01',
	'microsoft.devopsinfrastructure': '2024-10-19',
	'microsoft.virtualmachineimages': '2024-02-01',
	'microsoft.maps': '2023-06-01',
	'microsoft.digitaltwins': '2023-01-31',
};

const KNOWN = new Map([
	...Object.entries(requests.API_VERSIONS).map(
		([name, version]) => [name.toLowerCase(), version] as const,
	),
	...Object.entries(OTHERS),
]);

/** The version of a type's API that exported code asks for. */
export function apiVersionOf(type: string): string {
	const key = type.toLowerCase();
	return KNOWN.get(key) ?? KNOWN.get(key.split('/')[0] ?? '') ?? requests.API_VERSIONS.resources;
}
