import { errors } from '../errors';
import { json } from '../http';
import { hashHex } from '../ids';
import { subscriptionScope } from '../resourceId';
import type { World } from '../world';
import { authorize } from './authorize';
import type { ArmCall, Reply } from './call';

/**
 * The versions of images that machines can be made from: clients look up the newest before they make one. Publishers and offers
 * are those that the Azure CLI and its examples name; every sku of theirs has one version.
 * @see https://learn.microsoft.com/rest/api/compute/virtual-machine-images/list
 */

const OFFERS: Readonly<Record<string, readonly string[]>> = {
	Canonical: [
		'UbuntuServer',
		'0001-com-ubuntu-server-focal',
		'0001-com-ubuntu-server-jammy',
		'ubuntu-24_04-lts',
	],
	Debian: ['debian-10', 'debian-11', 'debian-12'],
	kinvolk: ['flatcar-container-linux-free'],
	MicrosoftWindowsDesktop: ['Windows-10', 'windows-11'],
	MicrosoftWindowsServer: ['WindowsServer'],
	OpenLogic: ['CentOS'],
	RedHat: ['RHEL', 'rhel-raw'],
	SUSE: ['opensuse-leap-15-4', 'sles-15-sp3', 'sles-15-sp5'],
};

const ACTION = 'Microsoft.Compute/locations/publishers/artifacttypes/offers/skus/versions/read';

const find = <T extends string>(values: readonly T[], wanted: string): T | undefined =>
	values.find((each) => each.toLowerCase() === wanted.toLowerCase());

/** `0.20250611.4213`: the second part is the day on which an image was built. */
function newestVersion({ seed }: World, offer: string, sku: string): string {
	const number = Number.parseInt(hashHex(seed, 'image', offer, sku).slice(0, 8), 16);
	const two = (value: number) => String(value).padStart(2, '0');
	return `0.2025${two(1 + (number % 12))}${two(1 + ((number >> 4) & 15))}.${1000 + (number % 3000)}`;
}

/** `GET …/publishers/{publisher}/artifacttypes/vmimage/offers/{offer}/skus/{sku}/versions[/{version}]`. */
export function handleImageVersions(
	world: World,
	call: ArmCall,
	[, location = '', publisher = '', offer = '', sku = '', version]: readonly (string | undefined)[],
): Reply {
	if (call.method !== 'GET') return [world, errors.MethodNotAllowed(call.method)];
	const scope = subscriptionScope(call.parts.subscriptionId ?? '');
	const denied = authorize(world, call.caller, ACTION, scope);
	if (denied) return [world, denied];
	const maker = find(Object.keys(OFFERS), publisher);
	if (maker === undefined)
		return [world, errors.ImageNotFound(`Publisher: ${publisher} was not found.`)];
	const line = find(OFFERS[maker] ?? [], offer);
	if (line === undefined) return [world, errors.ImageNotFound(`Offer: ${offer} was not found.`)];
	const name = version ?? newestVersion(world, line, sku);
	const image = {
		location,
		name,
		id: `${scope}/Providers/Microsoft.Compute/Locations/${location}/Publishers/${maker}/ArtifactTypes/VMImage/Offers/${line}/Skus/${sku}/Versions/${name}`,
	};
	if (version === undefined) return [world, json(200, [image])];
	return [
		world,
		json(200, {
			...image,
			properties: {
				hyperVGeneration: /gen2|-g2|server$/i.test(sku) ? 'V2' : 'V1',
				architecture: /arm64/i.test(sku) ? 'Arm64' : 'x64',
				replicaType: 'Managed',
				automaticOSUpgradeProperties: { automaticOSUpgradeSupported: false },
				osDiskImage: {
					operatingSystem: maker.startsWith('MicrosoftWindows') ? 'Windows' : 'Linux',
				},
				dataDiskImages: [],
			},
		}),
	];
}
