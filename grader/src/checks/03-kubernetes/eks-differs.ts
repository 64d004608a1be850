import { demand } from "@workshop/serving/http-contract";
import { apiWorkloads, imageParts } from "../../engines/manifests/api.ts";
import { demandNone } from "../../engines/manifests/manifests-failed.ts";
import { platformDifferences } from "../../engines/manifests/platform-differences.ts";
import type { Check } from "../check.ts";
import type { ManifestsContext } from "../manifests-context.ts";

export const eksDiffers: Check<ManifestsContext> = {
  id: "eks-differs",
  title:
    "overlays/eks differs from local in platform parts alone: load balancer, account, registry",
  step: 5,
  points: 3,
  why: "What is tested here and what runs there must be the same, or the test was of something else.",
  hints: [
    "diff <(kubectl kustomize overlays/local) <(kubectl kustomize overlays/eks)",
    "What is there in AWS and not here: a load balancer, roles, a registry. All else belongs into the base.",
    "A patch of the Service (type LoadBalancer, annotations), one of the ServiceAccount (role-arn), images: newName and newTag.",
  ],
  after: ["wired"],
  needs: ["kustomize"],
  mutants: [
    {
      title: "has another number of seconds to end on EKS",
      edits: {
        "overlays/eks/service-account.yaml": [
          {
            find: "# IRSA: what the pods may do at AWS is this role's, and no key is kept anywhere.\n",
            replace:
              "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: workshop-api\nspec:\n  template:\n    spec:\n      terminationGracePeriodSeconds: 60\n---\n",
          },
        ],
      },
    },
    {
      title: "takes the image from nowhere",
      edits: {
        "overlays/eks/kustomization.yaml": [
          {
            find: "newName: 123456789012.dkr.ecr.eu-central-1.amazonaws.com/workshop-api",
            replace: "newName: workshop-api",
          },
        ],
      },
    },
    {
      title: "has no load balancer",
      edits: {
        "overlays/eks/service.yaml": [
          {
            find: "  type: LoadBalancer\n  loadBalancerClass: service.k8s.aws/nlb\n",
            replace: "  type: ClusterIP\n",
          },
        ],
      },
    },
  ],
  async run(context) {
    const [local, eks] = await Promise.all([context.manifests("local"), context.manifests("eks")]);
    demandNone("no difference but of the platform", platformDifferences(local, eks));
    for (const { api } of apiWorkloads(eks)) {
      const { image = "" } = api.container;
      const { name, tag } = imageParts(image);
      const registry = name.includes("/") && /[.:]/.test(name.split("/")[0] ?? "");
      demand(registry, "an image from a registry, in overlays/eks", image);
      const pinned = image.includes("@sha256:") || (tag !== undefined && tag !== "latest");
      demand(pinned, "a tag other than latest, or a digest, in overlays/eks", image);
    }
    const balanced =
      eks.of("Service").some(({ spec }) => spec?.type === "LoadBalancer") ||
      eks.of("Ingress").length > 0;
    demand(balanced, "a Service of type LoadBalancer, or an Ingress, in overlays/eks", "neither");
    return undefined;
  },
};
