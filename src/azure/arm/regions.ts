/** A region of Azure. Coordinates as Azure answers them, in degrees. */
export interface Region {
	/** `westeurope`. */
	readonly name: string;
	/** `West Europe`. */
	readonly displayName: string;
	readonly geography: string;
	readonly geographyGroup: string;
	/** Azure's own word for whether new things should go there. */
	readonly category: 'Recommended' | 'Other';
	readonly physicalLocation: string;
	readonly longitude: string;
	readonly latitude: string;
	/** The region that it is paired with; newer ones have none. */
	readonly paired?: string;
	/** Whether it has three availability zones. */
	readonly zones: boolean;
	/** Only subscriptions that asked for it may use it: it is listed, and refused. */
	readonly restricted: boolean;
}

/**
 * Azure's regions, in the order in which its refusals list them: display name | geography, when it is another | group | place |
 * longitude | latitude | paired region | marks. Marks: `R`ecommended, `Z`ones, `X` restricted.
 * @see https://learn.microsoft.com/azure/reliability/regions-list
 * @see https://learn.microsoft.com/rest/api/resources/subscriptions/list-locations
 */
const LINES = [
	'East Asia||Asia Pacific|Hong Kong|114.188|22.267|southeastasia|RZ',
	'Southeast Asia||Asia Pacific|Singapore|103.833|1.283|eastasia|RZ',
	'Australia East|Australia|Asia Pacific|New South Wales|151.2094|-33.86|australiasoutheast|RZ',
	'Australia Southeast|Australia|Asia Pacific|Victoria|144.9631|-37.8136|australiaeast|',
	'Brazil South|Brazil|South America|Sao Paulo State|-46.633|-23.55|southcentralus|RZ',
	'Canada Central||Canada|Toronto|-79.383|43.653|canadaeast|RZ',
	'Canada East||Canada|Quebec|-71.217|46.817|canadacentral|',
	'Switzerland North|Switzerland|Europe|Zurich|8.564572|47.451542|switzerlandwest|RZ',
	'Germany West Central|Germany|Europe|Frankfurt|8.682127|50.110924|germanynorth|RZ',
	'East US 2|United States|US|Virginia|-78.3889|36.6681|centralus|Z',
	'East US|United States|US|Virginia|-79.8164|37.3719|westus|RZ',
	'Central US|United States|US|Iowa|-93.6208|41.5908|eastus2|RZ',
	'North Central US|United States|US|Illinois|-87.6278|41.8819|southcentralus|',
	'France Central|France|Europe|Paris|2.373|46.3772|francesouth|RZ',
	'UK South|United Kingdom|UK|London|-0.799|50.941|ukwest|RZ',
	'UK West|United Kingdom|UK|Cardiff|-3.084|53.427|uksouth|',
	'Central India|India|Asia Pacific|Pune|73.9197|18.5822|southindia|RZ',
	'South India|India|Asia Pacific|Chennai|80.1636|12.9822|centralindia|',
	'Jio India West|India|Asia Pacific|Jamnagar|70.05773|22.470701|jioindiacentral|',
	'Italy North|Italy|Europe|Milan|9.18109|45.46888||RZ',
	'Japan East|Japan|Asia Pacific|Tokyo|139.77|35.68|japanwest|RZ',
	'Japan West|Japan|Asia Pacific|Osaka|135.5022|34.6939|japaneast|RZ',
	'Korea Central|Korea|Asia Pacific|Seoul|126.978|37.5665|koreasouth|RZ',
	'Korea South|Korea|Asia Pacific|Busan|129.0756|35.1796|koreacentral|',
	'Mexico Central||Mexico|Querétaro State|-100.389888|20.588818||RZ',
	'North Europe||Europe|Ireland|-6.2597|53.3478|westeurope|RZ',
	'Norway East|Norway|Europe|Norway|10.752245|59.913868|norwaywest|RZ',
	'Poland Central|Poland|Europe|Warsaw|21.01666|52.23334||RZ',
	'Qatar Central|Qatar|Middle East|Doha|51.439327|25.551462||RZ',
	'Spain Central|Spain|Europe|Madrid|3.4209|40.4259||RZ',
	'Sweden Central|Sweden|Europe|Gävle|17.14127|60.67488|swedensouth|RZ',
	'UAE North|UAE|Middle East|Dubai|55.316666|25.266666|uaecentral|RZ',
	'West Central US|United States|US|Wyoming|-110.234|40.89|westus2|',
	'West Europe||Europe|Netherlands|4.9|52.3667|northeurope|RZ',
	'West US 2|United States|US|Washington|-119.852|47.233|westcentralus|RZ',
	'West US|United States|US|California|-122.417|37.783|eastus|',
	'South Central US|United States|US|Texas|-98.5|29.4167|northcentralus|Z',
	'West US 3|United States|US|Phoenix|-112.074036|33.448376|eastus|Z',
	'South Africa North|South Africa|Africa|Johannesburg|28.21837|-25.73134|southafricawest|RZ',
	'Australia Central|Australia|Asia Pacific|Canberra|149.1244|-35.3075|australiacentral2|',
	'Israel Central|Israel|Middle East|Israel|33.4506633|31.2655698||RZ',
	'West India|India|Asia Pacific|Mumbai|72.868|19.088|southindia|',
	'Chile Central|Chile|South America|Santiago|-70.673676|-33.447487||RZ',
	'New Zealand North|New Zealand|Asia Pacific|Auckland|174.76349|-36.84853||RZ',
	'Indonesia Central|Indonesia|Asia Pacific|Jakarta|106.816666|-6.2||RZ',
	'Malaysia West|Malaysia|Asia Pacific|Kuala Lumpur|101.693207|3.140853||RZ',
	'Austria East|Austria|Europe|Vienna|16.3727779|48.2092056||RZ',
	'Belgium Central|Belgium|Europe|Brussels|4.355707169|50.84553528||RZ',
	'Central US EUAP|Canary (US)|US||-93.6208|41.5908|eastus2euap|',
	'East US 2 EUAP|Canary (US)|US||-78.3889|36.6681|centraluseuap|RZ',
	'Australia Central 2|Australia|Asia Pacific|Canberra|149.1244|-35.3075|australiacentral|X',
	'Brazil Southeast|Brazil|South America|Rio|-43.2075|-22.90278|brazilsouth|X',
	'France South|France|Europe|Marseille|2.1972|43.8345|francecentral|X',
	'Germany North|Germany|Europe|Berlin|8.806422|53.073635|germanywestcentral|X',
	'Jio India Central|India|Asia Pacific|Nagpur|79.08886|21.146633|jioindiawest|X',
	'Norway West|Norway|Europe|Norway|5.733107|58.969975|norwayeast|X',
	'South Africa West|South Africa|Africa|Cape Town|18.843266|-34.075691|southafricanorth|X',
	'Switzerland West|Switzerland|Europe|Geneva|6.143158|46.204391|switzerlandnorth|X',
	'UAE Central|UAE|Middle East|Abu Dhabi|54.366669|24.466667|uaenorth|X',
] as const;

/** `West Europe` and `westeurope` are the same region; ARM answers the second. */
export const normalLocation = (location: string): string =>
	location.replace(/\s/g, '').toLowerCase();

const read = (line: string): Region => {
	const [displayName = '', geography, group = '', place = '', longitude = '', latitude = ''] =
		line.split('|');
	const [paired = '', marks = ''] = line.split('|').slice(6);
	return {
		name: normalLocation(displayName),
		displayName,
		geography: geography || group,
		geographyGroup: group,
		category: marks.includes('R') ? 'Recommended' : 'Other',
		physicalLocation: place,
		longitude,
		latitude,
		...(paired ? { paired } : {}),
		zones: marks.includes('Z'),
		restricted: marks.includes('X'),
	};
};

/** Every region that a subscription is told of. */
export const REGIONS: readonly Region[] = LINES.map(read);

/** The regions that anybody may use. */
export const OPEN_REGIONS: readonly Region[] = REGIONS.filter(({ restricted }) => !restricted);

const open = new Set(OPEN_REGIONS.map(({ name }) => name));

/** Names of the open regions as a refusal lists them. */
export const OPEN_REGION_LIST = [...open].join(',');

/** Whether anybody may use the region of this name: `westeurope`. */
export const isOpenRegion = (name: string): boolean => open.has(name);
